import type { StripeAccount } from "../state/account"
import type { RequestName } from "../schemas/request-types"
import type { Kind, StripeObject } from "./expandable"
import { expandable } from "./expandable"
import type { StripeError } from "./stripe-error"
import { invalidRequest } from "./stripe-error"
import { wireCopy } from "./wire"

const deepestLevel = 4

const kinds: readonly (readonly [prefix: string, kind: Kind])[] = [
  ["CheckoutSessionListLineItems", "item"],
  ["CheckoutSession", "checkout.session"],
  ["PaymentIntent", "payment_intent"],
  ["Charge", "charge"],
  ["Coupon", "coupon"],
  ["Customer", "customer"],
  ["Refund", "refund"],
  ["Dispute", "dispute"],
  ["Review", "review"],
  ["EarlyFraudWarning", "radar.early_fraud_warning"],
]

/** Runs before anything is executed, so a typo in `expand` cannot leave a request half done. */
export function checkExpansions(
  request: RequestName,
  paths: readonly string[]
): void {
  const kind = kindOf(request)
  for (const path of paths) {
    const complaint = complaintAbout(path, kind, request.includes("List"))
    if (complaint !== null) {
      throw complaint
    }
  }
}

function kindOf(request: RequestName): Kind {
  return kinds.find(([prefix]) => request.startsWith(prefix))?.[1] ?? "nothing"
}

function complaintAbout(
  path: string,
  kind: Kind,
  isList: boolean
): StripeError | null {
  const steps = path.split(".")
  if (steps.length > deepestLevel) {
    return invalidRequest(
      `You cannot expand more than ${deepestLevel} levels of a property. Property: ${path}`,
      { code: "property_expansion_max_depth" }
    )
  }
  if (isList && steps[0] !== "data") {
    return invalidRequest(
      `This property cannot be expanded (${path}). You may want to try expanding 'data.${path}' instead.`
    )
  }
  switch (classify(kind, steps, isList)) {
    case "known":
      return null
    case "unknown":
      return invalidRequest(`This property cannot be expanded (${path}).`)
    case "unimitated":
      return invalidRequest(
        `The emulator does not imitate expanding \`${path}\`.`
      )
  }
}

function classify(
  kind: Kind,
  [field, ...rest]: readonly string[],
  isList: boolean
): "known" | "unknown" | "unimitated" {
  if (field === undefined) {
    return "known"
  }
  if (isList) {
    return field === "data" ? classify(kind, rest, false) : "unknown"
  }
  const expansion = expandable[kind][field]
  if (expansion === undefined) {
    return "unknown"
  }
  return expansion.isUnimitated
    ? "unimitated"
    : classify(expansion.leadsTo, rest, expansion.isList ?? false)
}

/**
 * Whoever expands an object needs the permission to read it, and is refused as a whole without it:
 * https://docs.stripe.com/stripe-apps/reference/permissions
 *
 * @returns the kind that the key may not read, if there is one
 */
export function findUnreadable(
  { unreadable }: StripeAccount,
  request: RequestName,
  paths: readonly string[]
): string | undefined {
  const kind = kindOf(request)
  return paths
    .flatMap((path) => kindsAlong(kind, path.split(".")))
    .find((found) => unreadable.has(found))
}

function kindsAlong(
  kind: Kind,
  [field, ...rest]: readonly string[]
): readonly Kind[] {
  if (field === undefined) {
    return []
  }
  const leadsTo =
    field === "data" ? kind : (expandable[kind][field]?.leadsTo ?? "nothing")
  return [leadsTo, ...kindsAlong(leadsTo, rest)]
}

/** A copy of the object with the named ids replaced by their objects. */
export function expand(
  account: StripeAccount,
  object: object,
  paths: readonly string[]
): object {
  // The answer is serialized at once, so an object that is not changed needs no copy.
  if (paths.length === 0) {
    return object
  }
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
  // Only the discounts of a Checkout Session carry no `object` field.
  const kind = (parent["object"] ?? "discount") as Kind
  const expansion = expandable[kind][field]
  const isExpanded = typeof parent[field] === "object" && parent[field] !== null
  const found = isExpanded ? undefined : expansion?.find(account, parent)
  if (found !== undefined) {
    parent[field] = wireCopy(found)
  }
}
