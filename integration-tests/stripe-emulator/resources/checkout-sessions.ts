import type Stripe from "stripe"
import { pageFrom } from "../api/page-from"
import { pageInOrder } from "../api/paginate"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import { StripeError, noSuch, noSuchGiven } from "../api/stripe-error"
import { buildCheckoutSession } from "../checkout/build-session"
import {
  expireCheckoutSession,
  scheduleSessionExpiry,
} from "../checkout/expire-session"
import { checkCheckoutSession } from "../checkout/session-rules"
import { checkMetadata, mergeMetadata } from "./metadata"
import { assertImitated } from "./unimitated"

const path = "/v1/checkout/sessions"

export const checkoutSessionRoutes: readonly Route[] = [
  route({
    method: "POST",
    path,
    request: "CheckoutSessionCreate",
    check: checkCheckoutSession,
    answer: create,
  }),
  route({
    method: "GET",
    path,
    request: "CheckoutSessionList",
    check: checkList,
    answer: list,
  }),
  route({
    method: "GET",
    path: `${path}/:id`,
    request: "CheckoutSessionRetrieve",
    answer: retrieve,
  }),
  route({
    method: "POST",
    path: `${path}/:id`,
    request: "CheckoutSessionUpdate",
    check: checkUpdate,
    answer: update,
  }),
  route({
    method: "POST",
    path: `${path}/:id/expire`,
    request: "CheckoutSessionExpire",
    answer: expire,
  }),
  route({
    method: "GET",
    path: `${path}/:id/line_items`,
    request: "CheckoutSessionListLineItems",
    answer: listLineItems,
  }),
]

const findCheckoutSession = findIn(
  (account) => account.checkoutSessions,
  (id) => noSuch("checkout.session", id, "session")
)

function create(call: Call<Stripe.Checkout.SessionCreateParams>) {
  const { account, params } = call
  if (
    params.customer !== undefined &&
    !account.customers.has(params.customer)
  ) {
    throw noSuchGiven("customer", params.customer, "customer")
  }
  const record = buildCheckoutSession(call, params)
  account.checkoutSessions.set(record.session.id, record)
  scheduleSessionExpiry(call, record)
  return record.session
}

function retrieve({ account, id }: Call<unknown>) {
  return findCheckoutSession(account, id).session
}

function checkUpdate({
  account,
  id,
  params,
}: Call<Stripe.Checkout.SessionUpdateParams>): void {
  assertImitated(params, ["metadata", "expand"], "of a hosted Checkout Session")
  const known = account.checkoutSessions.get(id)
  checkMetadata(params.metadata, "metadata", known?.session.metadata ?? null)
}

function update({
  account,
  id,
  params,
}: Call<Stripe.Checkout.SessionUpdateParams>) {
  const { session } = findCheckoutSession(account, id)
  session.metadata = mergeMetadata(session.metadata, params.metadata)
  return session
}

function expire(call: Call<Stripe.Checkout.SessionExpireParams>) {
  const record = findCheckoutSession(call.account, call.id)
  if (record.session.status !== "open") {
    const code = call.emulator.switches.expire_error_code
    throw new StripeError(400, {
      type: "invalid_request_error",
      ...(code === "none" ? {} : { code }),
      message: `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${record.session.status ?? ""}\`.`,
    })
  }
  expireCheckoutSession(call, record)
  return record.session
}

function checkList(call: Call<Stripe.Checkout.SessionListParams>): void {
  assertImitated(
    call.params,
    [...filters, "limit", "starting_after", "ending_before", "expand"],
    "in a list of Checkout Sessions"
  )
}

const filters = [
  "created",
  "customer",
  "customer_details",
  "payment_intent",
  "status",
]

function list({ account, params }: Call<Stripe.Checkout.SessionListParams>) {
  const email = params.customer_details?.email
  return pageFrom({
    collection: account.checkoutSessions,
    under: params.payment_intent,
    createdAt: ({ session }) => session.created,
    show: ({ session }) =>
      equals(params.payment_intent, session.payment_intent) &&
      equals(params.customer, session.customer) &&
      equals(params.status, session.status) &&
      equals(email, session.customer_details?.email)
        ? session
        : null,
    url: path,
    params,
    kind: "checkout.session",
  })
}

function listLineItems({
  account,
  id,
  params,
}: Call<Stripe.Checkout.SessionListLineItemsParams>) {
  const { lineItems } = findCheckoutSession(account, id)
  return pageInOrder({
    items: lineItems,
    url: `${path}/${id}/line_items`,
    params,
    kind: "item",
  })
}

function equals(wanted: string | undefined, actual: unknown): boolean {
  return wanted === undefined || wanted === actual
}
