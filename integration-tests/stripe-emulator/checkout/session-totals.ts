import type Stripe from "stripe"
import type { Context } from "../state/context"
import { newId } from "../state/ids"
import type { Discount } from "./coupon-discount"
import { discountOf, spread } from "./coupon-discount"
import { checkTotal } from "./total-rules"

type CreateParams = Stripe.Checkout.SessionCreateParams

export type SessionTotals = {
  currency: string
  amounts: { amount_subtotal: number; amount_total: number }
  details: Stripe.Checkout.Session.TotalDetails
  discounts: Stripe.Checkout.Session.Discount[]
  shippingCost: Stripe.Checkout.Session.ShippingCost | null
  shippingOptions: Stripe.Checkout.Session.ShippingOption[]
}

/** Sums lines, discount and shipping. Also writes the discount into the lines. */
export function sessionTotals(
  context: Context,
  params: CreateParams,
  lineItems: readonly Stripe.LineItem[]
): SessionTotals {
  const currency = lineItems[0]?.currency ?? "usd"
  const subtotal = sum(lineItems.map((line) => line.amount_subtotal))
  const options = (params.shipping_options ?? []).map(shippingOption)
  const shipping = options[0]?.shipping_amount ?? 0
  const coupon = params.discounts?.[0]?.coupon
  const discount = discountOf(context, coupon, { subtotal, shipping, currency })
  const total = subtotal + shipping - discount.onLines - discount.onShipping
  checkTotal(total, currency, context.emulator.switches)
  spread(discount.onLines, lineItems)
  return {
    currency,
    amounts: { amount_subtotal: subtotal, amount_total: total },
    details: {
      amount_discount: discount.onLines + discount.onShipping,
      amount_shipping: shipping,
      amount_tax: 0,
    },
    discounts: coupon === undefined ? [] : [{ coupon, promotion_code: null }],
    shippingCost: shippingCostOf(options[0], discount),
    shippingOptions: options,
  }
}

/** The first option is selected by default; the emulator's page offers no choice. */
function shippingCostOf(
  option: Stripe.Checkout.Session.ShippingOption | undefined,
  { onShipping }: Discount
): Stripe.Checkout.Session.ShippingCost | null {
  return option === undefined
    ? null
    : {
        amount_subtotal: option.shipping_amount,
        amount_tax: 0,
        amount_total: option.shipping_amount - onShipping,
        shipping_rate: option.shipping_rate,
      }
}

function shippingOption(
  option: Stripe.Checkout.SessionCreateParams.ShippingOption
): Stripe.Checkout.Session.ShippingOption {
  return {
    shipping_amount: option.shipping_rate_data?.fixed_amount?.amount ?? 0,
    shipping_rate: newId.shippingRate(),
  }
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}
