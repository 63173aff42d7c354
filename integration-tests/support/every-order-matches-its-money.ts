/**
 * The bookkeeper: compares what Medusa has written down with what Stripe has done,
 * and knows nothing of the plugin.
 */
import type Stripe from "stripe"
import type { Ledger } from "../stripe-emulator/controls"
import { readRows } from "./order-records"
import type { StripeStore } from "./stripe-store"
import { waitUntil } from "./wait-until"

type PaymentBooks = {
  readonly payment_id: string
  readonly payment_intent_id: string
  readonly order_id: string
  readonly order_status: string
  readonly is_canceled: boolean
  readonly captured: string
  readonly refunded: string
  readonly transactions: string
}

const BOOKS = `
  select p.id as payment_id, p.data ->> 'payment_intent_id' as payment_intent_id,
         o.id as order_id, o.status as order_status, p.canceled_at is not null as is_canceled,
         (select coalesce(sum(c.amount), 0) from capture c
           where c.payment_id = p.id and c.deleted_at is null) as captured,
         (select coalesce(sum(r.amount), 0) from refund r
           where r.payment_id = p.id and r.deleted_at is null) as refunded,
         (select coalesce(sum(t.amount), 0) from order_transaction t
           where t.order_id = o.id and t.deleted_at is null) as transactions
    from payment p
    join order_payment_collection l
      on l.payment_collection_id = p.payment_collection_id and l.deleted_at is null
    join "order" o on o.id = l.order_id
   where p.provider_id like 'pp_stripe-checkout%' and p.deleted_at is null`

/** Waits for what is still on its way; fails with one sentence per difference. */
export async function everyOrderMatchesItsMoney(
  store: StripeStore
): Promise<void> {
  await store.stripe.webhooks.idle()
  await waitUntil("every order to match its money", async () => {
    const differences = await findDifferences(store)
    return (
      differences.length === 0 ||
      Promise.reject(new Error(differences.join("\n")))
    )
  })
}

async function findDifferences(store: StripeStore): Promise<string[]> {
  const ledger = await store.stripe.ledger()
  const books = await readRows<PaymentBooks>(store, BOOKS)
  return [
    ...(books.length ? [] : ["there is no order at all"]),
    ...books.flatMap((row) => compare(row, ledger)),
    ...findUnbooked(books, ledger),
    ...findDoubled(books),
    ...(await store.stripe.unknownRoutes()).map(
      (route) => `the emulator does not know ${route}`
    ),
  ]
}

function compare(row: PaymentBooks, ledger: Ledger): string[] {
  const intent = ledger.payment_intents.find(
    ({ id }) => id === row.payment_intent_id
  )
  if (!intent) return [`${row.order_id} is paid by nothing at Stripe`]
  const refunded = refundedAtStripe(intent, ledger)
  const net: [string, number, number] = [
    "transactions",
    cents(row.transactions),
    intent.amount_received - refunded,
  ]
  // Core lets nobody write to a canceled payment, so there only the balance must be right.
  const pairs: [string, number, number][] = row.is_canceled
    ? [net]
    : [
        ["captured", cents(row.captured), intent.amount_received],
        ["refunded", cents(row.refunded), refunded],
        net,
      ]
  const differences = pairs
    .filter(([, medusa, stripe]) => medusa !== stripe)
    .map(
      ([what, medusa, stripe]) =>
        `${row.order_id}: ${what} ${medusa} in Medusa, ${stripe} at Stripe`
    )
  const isHeldForNothing =
    row.order_status === "canceled" && intent.status === "requires_capture"
  return isHeldForNothing
    ? [...differences, `${row.order_id} is canceled, but money is still held`]
    : differences
}

function refundedAtStripe(
  intent: Stripe.PaymentIntent,
  { refunds, releases }: Ledger
): number {
  return refunds
    .filter(({ payment_intent }) => payment_intent === intent.id)
    .filter(({ id }) => !releases.includes(id))
    .filter(({ status }) => status !== "failed" && status !== "canceled")
    .reduce((sum, { amount }) => sum + amount, 0)
}

/** Money that Stripe holds or has taken and of which no order knows. */
function findUnbooked(
  books: readonly PaymentBooks[],
  ledger: Ledger
): string[] {
  const booked = new Set(books.map((row) => row.payment_intent_id))
  return ledger.payment_intents
    .filter(({ status }) => ["requires_capture", "succeeded"].includes(status))
    .filter(({ id }) => !booked.has(id))
    .filter(
      (intent) =>
        intent.status === "requires_capture" ||
        intent.amount_received > refundedAtStripe(intent, ledger)
    )
    .map(({ id, status }) => `${id} is ${status} without an order`)
}

function findDoubled(books: readonly PaymentBooks[]): string[] {
  const ids = books.map((row) => row.payment_intent_id)
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map(
    (id) => `${id} pays for more than one order`
  )
}

/** Every amount of these shops is in euro. */
function cents(amount: string): number {
  return Math.round(Number(amount) * 100)
}
