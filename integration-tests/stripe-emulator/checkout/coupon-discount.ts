import type Stripe from "stripe"
import { invalidRequest, noSuchGiven } from "../api/stripe-error"
import type { CheckoutSessionRecord } from "../state/account"
import type { Context } from "../state/context"
import { idOf } from "../state/ids"

export type Discount = { onLines: number; onShipping: number }

type Price = { subtotal: number; shipping: number; currency: string }

const param = "discounts[0][coupon]"

/** A coupon reduces the lines; a switch decides whether it also reduces the shipping. */
export function discountOf(
  context: Context,
  couponId: string | undefined,
  price: Price
): Discount {
  if (couponId === undefined) {
    return { onLines: 0, onShipping: 0 }
  }
  const coupon = context.account.coupons.get(couponId)
  if (coupon === undefined) {
    throw noSuchGiven("coupon", couponId, param)
  }
  checkUsable(context, coupon, price)
  const shipping = context.emulator.switches.coupons_discount_shipping
    ? price.shipping
    : 0
  const base = price.subtotal + shipping
  const wanted =
    coupon.amount_off ??
    Math.round((base * Math.round((coupon.percent_off ?? 0) * 100)) / 10_000)
  const onLines = Math.min(wanted, price.subtotal)
  return { onLines, onShipping: Math.min(wanted - onLines, shipping) }
}

/** Counted when the shopper pays, not when the Checkout Session is created. */
export function redeemCoupons(
  context: Context,
  { session }: CheckoutSessionRecord
): void {
  for (const discount of session.discounts ?? []) {
    const coupon = context.account.coupons.get(idOf(discount.coupon))
    if (coupon !== undefined) {
      coupon.times_redeemed += 1
      coupon.valid = coupon.valid && !isUsedUp(coupon)
    }
  }
}

/** In proportion to the lines; the rounding remainder goes to the last line that is large enough. */
export function spread(
  discount: number,
  lineItems: readonly Stripe.LineItem[]
): void {
  let openDiscount = discount
  let openSubtotal = lineItems.reduce(
    (total, line) => total + line.amount_subtotal,
    0
  )
  for (const line of lineItems) {
    const share =
      openSubtotal === 0
        ? 0
        : Math.round((openDiscount * line.amount_subtotal) / openSubtotal)
    line.amount_discount = share
    line.amount_total = line.amount_subtotal - share
    openDiscount -= share
    openSubtotal -= line.amount_subtotal
  }
}

function checkUsable(
  context: Context,
  coupon: Stripe.Coupon,
  price: Price
): void {
  if (isUsedUp(coupon)) {
    throw invalidRequest(
      `Coupon ${coupon.id} is used up and cannot be applied.`,
      { param }
    )
  }
  if ((coupon.redeem_by ?? Infinity) <= context.emulator.clock.now()) {
    throw invalidRequest(`Coupon expired: ${coupon.id}`, {
      code: "coupon_expired",
      param,
    })
  }
  if (coupon.currency !== null && coupon.currency !== price.currency) {
    throw invalidRequest(
      `The coupon's currency (${coupon.currency}) does not match the Checkout Session's currency (${price.currency}).`,
      { param }
    )
  }
}

function isUsedUp({
  max_redemptions: most,
  times_redeemed: times,
}: Stripe.Coupon): boolean {
  return most !== null && times >= most
}
