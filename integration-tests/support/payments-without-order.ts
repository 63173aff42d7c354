/**
 * The requests about paid money that has no order, sent as an administrator.
 */
import type {
  PaymentsWithoutOrderAnswer,
  PaymentWithoutOrderDescription,
  WithoutOrderAnswer,
} from "../../src/api/admin/stripe-checkout/payments-without-order/responses"
import { only } from "./only"
import type { Purchase } from "./stripe-checkout"
import type { StripeStore } from "./stripe-store"

type Paid = { readonly session: Pick<Purchase["session"], "id"> }

const PATH = "/admin/stripe-checkout/payments-without-order"

export async function listWithoutOrder(
  { admin }: StripeStore,
  query: Record<string, string> = {}
): Promise<PaymentsWithoutOrderAnswer> {
  return admin.client.fetch(PATH, { query })
}

/** The rows of one payment: one, or none once it has its order or its money is gone. */
export async function findWithoutOrder(
  store: StripeStore,
  { session }: Paid
): Promise<PaymentWithoutOrderDescription[]> {
  const { payments } = await listWithoutOrder(store, { limit: "100" })
  return payments.filter((one) => one.payment_session_id === session.id)
}

export async function readWithoutOrder(
  store: StripeStore,
  paid: Paid
): Promise<PaymentWithoutOrderDescription> {
  return only(await findWithoutOrder(store, paid))
}

export async function retryPlacement(
  store: StripeStore,
  { session }: Paid,
  request: object = {}
): Promise<WithoutOrderAnswer> {
  return post(store, `${session.id}/retry`, request)
}

export async function releaseWithoutOrder(
  store: StripeStore,
  { session }: Paid,
  request: object = {}
): Promise<WithoutOrderAnswer> {
  return post(store, `${session.id}/release`, request)
}

async function post(
  { admin }: StripeStore,
  path: string,
  body: object
): Promise<WithoutOrderAnswer> {
  return admin.client.fetch(`${PATH}/${path}`, { method: "POST", body })
}
