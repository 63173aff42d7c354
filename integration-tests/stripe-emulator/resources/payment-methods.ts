import type Stripe from "stripe"
import { pageInOrder } from "../api/paginate"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import { invalidRequest, noSuch } from "../api/stripe-error"
import { cardsOf, detachCard } from "../payment/saved-cards"

const path = "/v1/payment_methods"
const pathOfCustomer = "/v1/customers/:id/payment_methods"

export const paymentMethodRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: pathOfCustomer,
    request: "CustomerListPaymentMethods",
    answer: listOfCustomer,
  }),
  route({
    method: "GET",
    path: `${pathOfCustomer}/:other`,
    request: "CustomerRetrievePaymentMethod",
    answer: retrieveOfCustomer,
  }),
  route({
    method: "GET",
    path: `${path}/:id`,
    request: "PaymentMethodRetrieve",
    answer: ({ account, id }) => findPaymentMethod(account, id),
  }),
  route({
    method: "POST",
    path: `${path}/:id/detach`,
    request: "PaymentMethodDetach",
    answer: detach,
  }),
]

const missing = (id: string) => noSuch("PaymentMethod", id, "payment_method")

const findPaymentMethod = findIn((account) => account.paymentMethods, missing)

const findCustomer = findIn(
  (account) => account.customers,
  (id) => noSuch("customer", id, "customer")
)

function listOfCustomer({
  account,
  id,
  params,
}: Call<Stripe.CustomerListPaymentMethodsParams>) {
  const customer = findCustomer(account, id)
  const { allow_redisplay: redisplay, type } = params
  return pageInOrder({
    items: cardsOf(account, customer.id).filter(
      (method) =>
        (type ?? method.type) === method.type &&
        (redisplay ?? method.allow_redisplay) === method.allow_redisplay
    ),
    url: `/v1/customers/${id}/payment_methods`,
    params,
    kind: "payment_method",
  })
}

/** Another customer's card is none of this one's. */
function retrieveOfCustomer({ account, id, otherId }: Call<unknown>) {
  const customer = findCustomer(account, id)
  const method = account.paymentMethods.get(otherId)
  if (method?.customer !== customer.id) {
    throw missing(otherId)
  }
  return method
}

function detach(call: Call<unknown>): Stripe.PaymentMethod {
  const method = findPaymentMethod(call.account, call.id)
  if (method.customer === null) {
    throw invalidRequest(
      "The payment method you provided is not attached to a customer so detachment is impossible."
    )
  }
  detachCard(call, method)
  return method
}
