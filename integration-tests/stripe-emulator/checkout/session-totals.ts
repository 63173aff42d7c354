import type Stripe from "stripe"
import { invalidRequest, noSuch } from "../api/stripe-error"
import type { Act } from "../state/act"
import { newId } from "../state/ids"
import { checkTotal } from "./line-item-rules"

type CreateParams = Stripe.Checkout.SessionCreateParams

export type SessionTotals = {
  currency: string
  amounts: { amount_subtotal: number; amount_total: number }
  details: Stripe.Checkout.Session.TotalDetails
  discounts: Stripe.Checkout.Session.Discount[]
  shippingCost: Stripe.Checkout.Session.ShippingCost | null
  shippingOptions: Stripe.Checkout.Session.ShippingOption[]
}

/** A coupon reduces the lines, never the shipping. */
export function sessionTotals(
  act: Act,
  params: CreateParams,
  lineItems: readonly Stripe.LineItem[]
): SessionTotals {
  const currency = lineItems[0]?.currency ?? "usd"
  const subtotal = sum(lineItems.map((line) => line.amount_subtotal))
  const couponId = params.discounts?.[0]?.coupon
  const discount =
    couponId === undefined
      ? 0
      : discountOf(act, couponId, { subtotal, currency })
  const options = (params.shipping_options ?? []).map(shippingOption)
  const shipping = options[0]?.shipping_amount ?? 0
  const total = subtotal - discount + shipping
  checkTotal(total, currency)
  return {
    currency,
    amounts: { amount_subtotal: subtotal, amount_total: total },
    details: {
      amount_discount: discount,
      amount_shipping: shipping,
      amount_tax: 0,
    },
    discounts:
      couponId === undefined
        ? []
        : [{ coupon: couponId, promotion_code: null }],
    shippingCost: shippingCostOf(options[0]),
    shippingOptions: options,
  }
}

/** The first option is chosen until the shopper chooses another, which the emulator's page does not offer. */
function shippingCostOf(
  option: Stripe.Checkout.Session.ShippingOption | undefined
): Stripe.Checkout.Session.ShippingCost | null {
  return option === undefined
    ? null
    : {
        amount_subtotal: option.shipping_amount,
        amount_tax: 0,
        amount_total: option.shipping_amount,
        shipping_rate: option.shipping_rate,
      }
}

function discountOf(
  act: Act,
  couponId: string,
  price: { subtotal: number; currency: string }
): number {
  const coupon = act.account.coupons.get(couponId)
  if (coupon === undefined) {
    throw noSuch("coupon", couponId, "discounts[0][coupon]")
  }
  if (coupon.currency !== null && coupon.currency !== price.currency) {
    throw invalidRequest(
      `The coupon's currency (${coupon.currency}) does not match the Checkout Session's currency (${price.currency}).`,
      { param: "discounts[0][coupon]" }
    )
  }
  const wanted =
    coupon.amount_off ??
    Math.round((price.subtotal * (coupon.percent_off ?? 0)) / 100)
  return Math.min(wanted, price.subtotal)
}

function shippingOption(
  option: Stripe.Checkout.SessionCreateParams.ShippingOption,
  index: number
): Stripe.Checkout.Session.ShippingOption {
  const amount = option.shipping_rate_data?.fixed_amount?.amount
  if (amount === undefined) {
    throw noSuch(
      "shipping rate",
      option.shipping_rate ?? "",
      `shipping_options[${index}][shipping_rate]`
    )
  }
  return { shipping_amount: amount, shipping_rate: newId.shippingRate() }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
