/**
 * `npx medusa-stripe-checkout unfinished`: what is still held or may still be paid.
 */
import type { ExecArgs } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"

import {
  formatMoney,
  toMinorUnits,
} from "../modules/stripe-checkout/domain/money"
import type {
  UnfinishedKind,
  UnfinishedPaymentsRow,
} from "../modules/stripe-checkout/repositories/unfinished-payments"
import { resolveModule } from "../workflows/support/module"

/** @throws MedusaError that lists them, so that the command fails. */
export default async function listUnfinishedPayments({
  container,
}: ExecArgs): Promise<void> {
  const rows = await resolveModule(container).unfinishedPayments.count()
  if (rows.length) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      rows.map(describe).join("\n")
    )
  }
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info("stripe-checkout: no payment is held, open or in process.")
}

const WORDS: Readonly<Record<UnfinishedKind, string>> = {
  held: "held: capture or release them under Orders > Stripe payments",
  open: "open on Stripe's page: they expire within 24 hours",
  processing: "in process at the bank: wait for its answer",
  captured_without_order:
    "captured, but without an order: place it, or refund the money; Orders > Stripe payments lists them under No order",
}

function describe({
  account,
  kind,
  currency_code: currency,
  payments,
  amount,
}: UnfinishedPaymentsRow): string {
  const money = formatMoney(toMinorUnits(amount, currency), currency)
  return `Account "${account}": ${payments} ${payments === 1 ? "payment" : "payments"}, ${money}, ${WORDS[kind]}.`
}
