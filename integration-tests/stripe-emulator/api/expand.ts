import type { StripeAccount } from "../state/account"
import { idOf } from "../state/ids"
import type { RequestName } from "../schemas/request-types"
import { pageInOrder, pageOf } from "./paginate"
import { invalidRequest } from "./stripe-error"
import { wireCopy } from "./wire"

type Kind =
  | "checkout.session"
  | "payment_intent"
  | "charge"
  | "refund"
  | "dispute"
  | "customer"
  | "item"
  | "nothing"

type StripeObject = Record<string, unknown>

type Expansion = {
  /** What stands at the expanded place; a list is entered by `data`. */
  leadsTo: Kind
  isList?: boolean
  find(account: StripeAccount, parent: StripeObject): object | undefined
}

const deepestLevel = 4

const customer: Expansion = {
  leadsTo: "customer",
  find: (account, parent) =>
    account.customers.get(reference(parent, "customer")),
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

const expandable: Readonly<Record<Kind, Record<string, Expansion>>> = {
  "checkout.session": {
    customer,
    payment_intent: paymentIntent,
    line_items: { leadsTo: "item", isList: true, find: lineItemsOf },
  },
  payment_intent: {
    customer,
    latest_charge: {
      leadsTo: "charge",
      find: (account, parent) =>
        account.charges.get(reference(parent, "latest_charge")),
    },
  },
  charge: {
    customer,
    payment_intent: paymentIntent,
    refunds: { leadsTo: "refund", isList: true, find: refundsOf },
  },
  refund: { charge, payment_intent: paymentIntent },
  dispute: { charge, payment_intent: paymentIntent },
  customer: {},
  item: {},
  nothing: {},
}

const kinds: readonly (readonly [prefix: string, kind: Kind])[] = [
  ["CheckoutSessionListLineItems", "item"],
  ["CheckoutSession", "checkout.session"],
  ["PaymentIntent", "payment_intent"],
  ["Charge", "charge"],
  ["Refund", "refund"],
  ["Dispute", "dispute"],
]

/** Before anything is executed: a typing mistake in `expand` must not cost a half-done request. */
export function checkExpansions(
  request: RequestName,
  paths: readonly string[]
): void {
  const kind =
    kinds.find(([prefix]) => request.startsWith(prefix))?.[1] ?? "nothing"
  for (const path of paths) {
    const segments = path.split(".")
    if (segments.length > deepestLevel) {
      throw invalidRequest(
        `You cannot expand more than ${deepestLevel} levels of a property (${path}).`,
        { param: "expand" }
      )
    }
    if (!leadsSomewhere(kind, segments, request.includes("List"))) {
      throw invalidRequest(`This property cannot be expanded (${path}).`, {
        param: "expand",
      })
    }
  }
}

function leadsSomewhere(
  kind: Kind,
  [field, ...rest]: readonly string[],
  isList: boolean
): boolean {
  if (field === undefined) {
    return true
  }
  if (isList) {
    return field === "data" && leadsSomewhere(kind, rest, false)
  }
  const expansion = expandable[kind][field]
  return (
    expansion !== undefined &&
    leadsSomewhere(expansion.leadsTo, rest, expansion.isList ?? false)
  )
}

/** A copy of the object with the named ids replaced by what they stand for. */
export function expand(
  account: StripeAccount,
  object: object,
  paths: readonly string[]
): object {
  const copy = wireCopy(object)
  for (const path of paths) {
    expandAt(account, copy, path.split("."))
  }
  return copy
}

function expandAt(
  account: StripeAccount,
  target: unknown,
  [field, ...rest]: readonly string[]
): void {
  if (field === undefined || typeof target !== "object" || target === null) {
    return
  }
  if (Array.isArray(target)) {
    target.forEach((item) => expandAt(account, item, [field, ...rest]))
    return
  }
  const parent = target as StripeObject
  if (parent["object"] !== "list") {
    replaceId(account, parent, field)
  }
  expandAt(account, parent[field], rest)
}

function replaceId(
  account: StripeAccount,
  parent: StripeObject,
  field: string
): void {
  const expansion = expandable[parent["object"] as Kind][field]
  const isExpanded = typeof parent[field] === "object" && parent[field] !== null
  const found = isExpanded ? undefined : expansion?.find(account, parent)
  if (found !== undefined) {
    parent[field] = wireCopy(found)
  }
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
    items: [...account.refunds.values()].filter(
      (refund) => refund.charge === id
    ),
    url: `/v1/charges/${id}/refunds`,
    params: {},
    kind: "refund",
  })
}
