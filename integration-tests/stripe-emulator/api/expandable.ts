import type { StripeAccount } from "../state/account"
import { idOf } from "../state/ids"
import { pageInOrder, pageOf } from "./paginate"

export type Kind =
  | "checkout.session"
  | "payment_intent"
  | "charge"
  | "refund"
  | "balance_transaction"
  | "dispute"
  | "review"
  | "radar.early_fraud_warning"
  | "coupon"
  | "customer"
  | "discount"
  | "item"
  | "price"
  | "payment_method"
  | "nothing"

export type StripeObject = Record<string, unknown>

export type Expansion = {
  /** Kind of the expanded object; a list is entered through `data`. */
  leadsTo: Kind
  isList?: boolean
  /** Stripe can expand it; the emulator has no data for it and says so. */
  isUnimitated?: boolean
  find(account: StripeAccount, parent: StripeObject): object | undefined
}

const nothing = (): undefined => undefined

/** Stripe may have an id here; in the emulator the field is always null. */
const alwaysNull: Expansion = { leadsTo: "nothing", find: nothing }
const unimitated: Expansion = { ...alwaysNull, isUnimitated: true }

const customer: Expansion = {
  leadsTo: "customer",
  find: (account, parent) => {
    const id = reference(parent, "customer")
    return account.customers.get(id) ?? account.deletedCustomers.get(id)
  },
}
const paymentIntent: Expansion = {
  leadsTo: "payment_intent",
  find: (account, parent) =>
    account.paymentIntents.get(reference(parent, "payment_intent")),
}
const charge: Expansion = {
  leadsTo: "charge",
  find: (account, parent) => account.charges.get(reference(parent, "charge")),
}

const balanceTransaction: Expansion = {
  leadsTo: "balance_transaction",
  find: (account, parent) =>
    account.balanceTransactions.get(reference(parent, "balance_transaction")),
}

const review: Expansion = {
  leadsTo: "review",
  find: (account, parent) => account.reviews.get(reference(parent, "review")),
}

export const expandable: Readonly<Record<Kind, Record<string, Expansion>>> = {
  "checkout.session": {
    customer,
    discounts: { leadsTo: "discount", find: nothing },
    invoice: alwaysNull,
    line_items: { leadsTo: "item", isList: true, find: lineItemsOf },
    payment_intent: paymentIntent,
    payment_link: alwaysNull,
    setup_intent: alwaysNull,
    shipping_cost: unimitated,
    subscription: alwaysNull,
    total_details: unimitated,
  },
  payment_intent: {
    application: alwaysNull,
    customer,
    latest_charge: {
      leadsTo: "charge",
      find: (account, parent) =>
        account.charges.get(reference(parent, "latest_charge")),
    },
    on_behalf_of: alwaysNull,
    payment_method: {
      leadsTo: "payment_method",
      find: (account, parent) =>
        account.paymentMethods.get(reference(parent, "payment_method")),
    },
    review,
  },
  charge: {
    application: alwaysNull,
    application_fee: alwaysNull,
    balance_transaction: balanceTransaction,
    customer,
    failure_balance_transaction: unimitated,
    on_behalf_of: alwaysNull,
    payment_intent: paymentIntent,
    refunds: { leadsTo: "refund", isList: true, find: refundsOf },
    review,
    source_transfer: alwaysNull,
    transfer: alwaysNull,
  },
  refund: {
    balance_transaction: balanceTransaction,
    charge,
    failure_balance_transaction: unimitated,
    payment_intent: paymentIntent,
    source_transfer_reversal: alwaysNull,
    transfer_reversal: alwaysNull,
  },
  balance_transaction: { source: unimitated },
  dispute: { charge, payment_intent: paymentIntent },
  review: { charge, payment_intent: paymentIntent },
  "radar.early_fraud_warning": { charge, payment_intent: paymentIntent },
  customer: {
    default_source: alwaysNull,
    sources: unimitated,
    subscriptions: unimitated,
    tax_ids: unimitated,
    test_clock: alwaysNull,
  },
  coupon: { applies_to: unimitated, currency_options: unimitated },
  discount: {
    coupon: {
      leadsTo: "coupon",
      find: (account, parent) =>
        account.coupons.get(reference(parent, "coupon")),
    },
    promotion_code: alwaysNull,
  },
  item: {
    discounts: unimitated,
    price: { leadsTo: "price", find: nothing },
    taxes: unimitated,
  },
  price: { product: unimitated, tiers: unimitated },
  payment_method: { customer },
  nothing: {},
}

function reference(parent: StripeObject, field: string): string {
  return idOf(parent[field] as string | { id: string } | null)
}

function lineItemsOf(account: StripeAccount, parent: StripeObject) {
  const id = String(parent["id"])
  const items = account.checkoutSessions.get(id)?.lineItems ?? []
  return pageInOrder({
    items,
    url: `/v1/checkout/sessions/${id}/line_items`,
    params: {},
    kind: "item",
  })
}

function refundsOf(account: StripeAccount, parent: StripeObject) {
  const id = String(parent["id"])
  return pageOf({
    items: account.refunds
      .under(reference(parent, "payment_intent"))
      .filter((refund) => refund.charge === id),
    url: `/v1/charges/${id}/refunds`,
    params: {},
    kind: "refund",
  })
}
