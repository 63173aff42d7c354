import type Stripe from "stripe"
import { pageFrom } from "../api/page-from"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import { noSuch, tooLong } from "../api/stripe-error"
import { checkEmail } from "../checkout/address-rules"
import { cardsOf, detachCard } from "../payment/saved-cards"
import { emitEvent } from "../webhooks/emit-event"
import { buildCustomer, customerShipping } from "./build-customer"
import { checkMetadata, mergeMetadata } from "./metadata"
import { postalAddress } from "./postal-address"
import { assertImitated } from "./unimitated"

const path = "/v1/customers"

export const customerRoutes: readonly Route[] = [
  route({
    method: "POST",
    path,
    request: "CustomerCreate",
    check: checkCreate,
    answer: create,
  }),
  route({
    method: "GET",
    path,
    request: "CustomerList",
    answer: list,
  }),
  route({
    method: "GET",
    path: `${path}/:id`,
    request: "CustomerRetrieve",
    answer: retrieve,
  }),
  route({
    method: "POST",
    path: `${path}/:id`,
    request: "CustomerUpdate",
    check: checkUpdate,
    answer: update,
  }),
  route({
    method: "DELETE",
    path: `${path}/:id`,
    request: "CustomerDelete",
    answer: remove,
  }),
]

const longestEmail = 512

const imitated = [
  "address",
  "shipping",
  "email",
  "name",
  "phone",
  "description",
  "metadata",
  "preferred_locales",
  "expand",
]

const findCustomer = findIn(
  (account) => account.customers,
  (id) => noSuch("customer", id)
)

function checkCreate({ params }: Call<Stripe.CustomerCreateParams>): void {
  assertImitated(params, imitated, "of a customer")
  checkContact(params.email)
  checkMetadata(params.metadata)
}

function checkContact(email: string | null | undefined): void {
  if ((email?.length ?? 0) > longestEmail) {
    throw tooLong(email ?? "", longestEmail, "email")
  }
  if (email !== "" && email !== null) {
    checkEmail(email, "email")
  }
}

function create(call: Call<Stripe.CustomerCreateParams>) {
  const customer = buildCustomer(call, call.params)
  call.account.customers.set(customer.id, customer)
  emitEvent(call, { type: "customer.created", object: customer })
  return customer
}

/** A deleted customer can still be retrieved, as a stub. */
function retrieve({ account, id }: Call<unknown>) {
  return account.deletedCustomers.get(id) ?? findCustomer(account, id)
}

function remove(call: Call<unknown>): Stripe.DeletedCustomer {
  const { account, id } = call
  const customer = findCustomer(account, id)
  const stub = { id, object: "customer", deleted: true } as const
  account.customers.delete(id)
  for (const method of cardsOf(account, id)) {
    detachCard(call, method)
  }
  account.deletedCustomers.set(id, stub)
  emitEvent(call, { type: "customer.deleted", object: customer })
  return stub
}

function checkUpdate({
  account,
  id,
  params,
}: Call<Stripe.CustomerUpdateParams>): void {
  assertImitated(params, imitated, "of a customer")
  checkContact(params.email)
  checkMetadata(
    params.metadata,
    "metadata",
    account.customers.get(id)?.metadata
  )
}

function update(call: Call<Stripe.CustomerUpdateParams>) {
  const { params } = call
  const customer = findCustomer(call.account, call.id)
  customer.email = changed(params.email, customer.email)
  customer.name = changed(params.name, customer.name ?? null)
  customer.phone = changed(params.phone, customer.phone ?? null)
  customer.description = changed(params.description, customer.description)
  if (params.address !== undefined) {
    customer.address = postalAddress(params.address)
  }
  if (params.shipping !== undefined) {
    customer.shipping = customerShipping(params.shipping)
  }
  customer.preferred_locales =
    params.preferred_locales ?? customer.preferred_locales ?? []
  customer.metadata = mergeMetadata(customer.metadata, params.metadata)
  emitEvent(call, { type: "customer.updated", object: customer })
  return customer
}

function list({ account, params }: Call<Stripe.CustomerListParams>) {
  return pageFrom({
    collection: account.customers,
    createdAt: ({ created }) => created,
    show: (customer) =>
      (params.email ?? customer.email) === customer.email ? customer : null,
    url: path,
    params,
    kind: "customer",
  })
}

function changed(
  wanted: string | null | undefined,
  current: string | null
): string | null {
  return wanted === undefined ? current : wanted === "" ? null : wanted
}
