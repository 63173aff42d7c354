/**
 * Addresses that a shopper's browser is sent to.
 *
 * Joined as strings, never by `new URL(path, base)`: a base may carry a path prefix,
 * which that would drop. Placeholders are filled by us and by nobody else, and the
 * result must stay on the storefront's origin.
 */

const PLACEHOLDER = /\{(\w+)\}/g

export type UrlValues = Readonly<Record<string, string | null>>

export function joinUrl(base: string, path: string): string {
  return `${base.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`
}

/** Medusa answers with or without slashes at the end. */
export function isSameAddress(one: string, other: string): boolean {
  return one.replace(/\/+$/, "") === other.replace(/\/+$/, "")
}

/**
 * Fills `{order_id}`, `{country_code}` … in a storefront path.
 *
 * @returns the address, or null where a placeholder has no usable value: an
 * address with a hole in it would lead somewhere else.
 */
export function storefrontUrl(
  storefront: string,
  pathTemplate: string,
  values: UrlValues
): string | null {
  const names = [...pathTemplate.matchAll(PLACEHOLDER)].map(([, name]) => name)
  if (names.some((name) => !isUsable(values[name ?? ""]))) {
    return null
  }
  const path = pathTemplate.replace(PLACEHOLDER, (_match, name: string) =>
    encodeURIComponent(values[name] ?? "")
  )
  const address = joinUrl(storefront, path)
  return new URL(address).origin === new URL(storefront).origin ? address : null
}

/** Dots would climb out of the path; nothing would leave a hole in it. */
function isUsable(value: string | null | undefined): boolean {
  return !["", ".", ".."].includes(value ?? "")
}

/** The stable address under which one payment session can be paid. */
export function payLink(backendUrl: string, paymentSessionId: string): string {
  return joinUrl(
    backendUrl,
    `stripe-checkout/pay/${encodeURIComponent(paymentSessionId)}`
  )
}

/** The placeholder must reach Stripe in literal braces, so it is not encoded. */
export function returnUrl(backendUrl: string): string {
  return `${joinUrl(backendUrl, "stripe-checkout/return")}?session_id={CHECKOUT_SESSION_ID}`
}

/** For a shopper who leaves Stripe's page without paying, where the storefront's address names the cart. */
export function canceledUrl(
  backendUrl: string,
  paymentSessionId: string
): string {
  return `${joinUrl(backendUrl, "stripe-checkout/return")}?payment_session_id=${encodeURIComponent(paymentSessionId)}`
}
