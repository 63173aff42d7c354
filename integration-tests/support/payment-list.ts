/**
 * The list of payments in Medusa's admin, requested as an administrator.
 */
import type {
  ListedPaymentDescription,
  PaymentCountsAnswer,
  PaymentsAnswer,
  PaymentViewName,
} from "../../src/api/admin/stripe-checkout/payments/responses"
import { sql } from "./order-records"
import type { Purchase } from "./stripe-checkout"
import type { StripeStore } from "./stripe-store"
import { waitUntilIdle } from "./sweep"

type Paid = { readonly session: Pick<Purchase["session"], "id"> }

export const PAYMENTS_PATH = "/admin/stripe-checkout/payments"

export type ListQuery = Readonly<
  Record<string, string | number | Readonly<Record<string, string>>>
>

export async function listPayments(
  { admin }: Pick<StripeStore, "admin">,
  query: ListQuery = {}
): Promise<PaymentsAnswer> {
  return admin.client.fetch(PAYMENTS_PATH, { query })
}

/** The ids of the listed payment sessions, in their order. */
export async function listedIn(
  store: Pick<StripeStore, "admin">,
  query: ListQuery
): Promise<string[]> {
  const { payments } = await listPayments(store, { limit: 100, ...query })
  return payments.map(({ payment_session_id }) => payment_session_id)
}

/** A payment as a view shows it; undefined where it does not. */
export async function findInView(
  store: Pick<StripeStore, "admin">,
  view: PaymentViewName,
  { session }: Paid
): Promise<ListedPaymentDescription | undefined> {
  const { payments } = await listPayments(store, { view, limit: 100 })
  return payments.find((one) => one.payment_session_id === session.id)
}

export async function countPayments({
  admin,
}: Pick<StripeStore, "admin">): Promise<PaymentCountsAnswer> {
  return admin.client.fetch(`${PAYMENTS_PATH}/counts`)
}

export async function countIn(
  store: Pick<StripeStore, "admin">,
  view: PaymentViewName
): Promise<number | undefined> {
  const { views } = await countPayments(store)
  return views.find((one) => one.view === view)?.count
}

/** As if the issuer held the money for so long from now. */
export async function letHoldEndIn(
  store: StripeStore,
  { session }: Paid,
  hours: number
): Promise<void> {
  await waitUntilIdle(store)
  await sql(
    store,
    `update stripe_checkout_payment
        set capture_before = now() + :hours * interval '1 hour'
      where payment_session_id = :id returning id`,
    { id: session.id, hours }
  )
}
