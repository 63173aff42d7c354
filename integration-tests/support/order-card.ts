/**
 * The requests of the order card in Medusa's admin, sent as an administrator.
 */
import type { FetchError } from "@medusajs/js-sdk"
import type {
  OrderPaymentsAnswers,
  OrderPaymentsDescription,
  OrderStatusAnswer,
  PaymentDescription,
} from "../../src/api/admin/stripe-checkout/orders/responses"
import type { HeldOrder } from "./held-order"
import { only } from "./only"
import { sql } from "./order-records"
import type { StripeStore } from "./stripe-store"

type Merchant = Pick<StripeStore, "admin">
type Order = Pick<HeldOrder, "orderId" | "session">
type OrderId = Pick<HeldOrder, "orderId">

export function cardPath(orderId: string): string {
  return `/admin/stripe-checkout/orders/${orderId}`
}

export async function readCard(
  { admin }: Merchant,
  orderId: string
): Promise<OrderPaymentsDescription> {
  return admin.client.fetch(cardPath(orderId))
}

export async function readCardPayment(
  store: Merchant,
  { orderId, session }: Order
): Promise<PaymentDescription> {
  const { payments } = await readCard(store, orderId)
  return only(
    payments.filter((payment) => payment.payment_session_id === session.id)
  )
}

export async function captureByCard(
  store: Merchant,
  { orderId }: OrderId,
  request: object = {}
): Promise<OrderPaymentsAnswers> {
  return post(store, `${cardPath(orderId)}/capture`, request)
}

export async function releaseByCard(
  store: Merchant,
  { orderId }: OrderId,
  request: object = {}
): Promise<OrderPaymentsAnswers> {
  return post(store, `${cardPath(orderId)}/release`, request)
}

export async function setStatusByCard(
  store: Merchant,
  { orderId }: OrderId,
  status: string
): Promise<OrderStatusAnswer> {
  return post(store, `${cardPath(orderId)}/status`, { status })
}

export async function synchronizeByCard(
  store: Merchant,
  { orderId }: OrderId
): Promise<void> {
  await post(store, `${cardPath(orderId)}/synchronize`, {})
}

async function post<Answer>(
  { admin }: Merchant,
  path: string,
  body: object
): Promise<Answer> {
  return admin.client.fetch(path, { method: "POST", body })
}

/** How a request was rejected; fails when it was not. */
export async function refusalOf(
  request: Promise<unknown>
): Promise<{ status: number | undefined; message: string }> {
  const error = await request.then(
    () => {
      throw new Error("The request was not rejected.")
    },
    (refused: unknown) => refused as FetchError
  )
  return { status: error.status, message: error.message }
}

export async function administratorId({ admin }: StripeStore): Promise<string> {
  return (await admin.admin.user.me()).user.id
}

/** The amounts of the captures that Medusa has recorded for an order's payment. */
export async function capturedInMedusa(
  store: StripeStore,
  { session }: Order
): Promise<number[]> {
  const rows = await sql<{ amount: string }>(
    store,
    `select capture.amount from capture
       join payment on payment.id = capture.payment_id
      where payment.payment_session_id = :sessionId and capture.deleted_at is null`,
    { sessionId: session.id }
  )
  return rows.map(({ amount }) => Number(amount))
}

/** Whether any statement waits for a row that another transaction has locked. */
export async function isStatementBlocked(store: StripeStore): Promise<boolean> {
  const rows = await sql(
    store,
    `select pid from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`
  )
  return rows.length > 0
}

/** A registered shopper's login, which grants no access to the admin. */
export async function logInAsShopper({
  storefront,
}: StripeStore): Promise<string> {
  const credentials = { email: "eve@example.com", password: "battery staple" }
  const registration = await storefront.auth.register(
    "customer",
    "emailpass",
    credentials
  )
  await storefront.store.customer.create(
    { email: credentials.email },
    {},
    { authorization: `Bearer ${registration}` }
  )
  const token = await storefront.auth.login(
    "customer",
    "emailpass",
    credentials
  )
  if (typeof token !== "string")
    throw new Error("The login requires a redirect.")
  return token
}
