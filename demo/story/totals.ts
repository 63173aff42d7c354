import type Medusa from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/framework/types"
import type {
  EmulatorControls,
  Ledger,
} from "../../integration-tests/stripe-emulator/controls"

/** In cents. The story's shop sells only once, so sums over everything are sums over this sale. */
export type Totals = {
  readonly held: number
  readonly captured: number
  readonly refunded: number
}

export type TotalsOfBothSides = {
  readonly medusa: Totals
  readonly stripe: Totals
}

export const EMPTY: Totals = { held: 0, captured: 0, refunded: 0 }

export async function readTotals(
  admin: Medusa,
  emulator: EmulatorControls
): Promise<TotalsOfBothSides> {
  const [{ payments }, ledger] = await Promise.all([
    admin.admin.payment.list({ limit: 100 }),
    emulator.ledger(),
  ])
  return { medusa: medusaTotals(payments), stripe: stripeTotals(ledger) }
}

function medusaTotals(payments: readonly HttpTypes.AdminPayment[]): Totals {
  const captured = sum(payments.flatMap(({ captures }) => captures ?? []))
  const refunded = sum(payments.flatMap(({ refunds }) => refunds ?? []))
  return { held: sum(payments) - captured, captured, refunded }
}

function stripeTotals({ charges, payment_intents: intents }: Ledger): Totals {
  const add = (amounts: readonly number[]): number =>
    amounts.reduce((total, amount) => total + amount, 0)
  return {
    held: add(intents.map((intent) => intent.amount_capturable)),
    captured: add(intents.map((intent) => intent.amount_received)),
    refunded: add(charges.map((charge) => charge.amount_refunded)),
  }
}

/** Medusa's amounts are in euros, as a number or a string. */
function sum(entries: readonly { amount: unknown }[]): number {
  return entries.reduce(
    (total, { amount }) => total + Math.round(Number(amount) * 100),
    0
  )
}

export function areEqual(one: Totals, other: Totals): boolean {
  return (
    one.held === other.held &&
    one.captured === other.captured &&
    one.refunded === other.refunded
  )
}

export function describeTotals({ captured, held, refunded }: Totals): string {
  const parts = [
    held > 0 ? `${euro(held)} held` : "",
    captured > 0 ? `${euro(captured)} captured` : "",
    refunded > 0 ? `${euro(refunded)} refunded` : "",
  ].filter(Boolean)
  return parts.join(", ") || "no money moved"
}

export function euro(cents: number): string {
  return `${(cents / 100).toFixed(2)} EUR`
}
