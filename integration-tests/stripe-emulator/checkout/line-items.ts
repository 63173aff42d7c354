import type Stripe from "stripe"
import { decimalsIn, shortest, timesRounded } from "../money/decimal"
import { newId } from "../state/ids"
import { emptyMetadata } from "../resources/metadata"

type LineItemParams = Stripe.Checkout.SessionCreateParams.LineItem
type PriceData = Stripe.Checkout.SessionCreateParams.LineItem.PriceData

export function buildLineItem(
  params: LineItemParams,
  created: number
): Stripe.LineItem {
  const price = params.price_data ?? missingPriceData()
  const quantity = params.quantity ?? 1
  const amount = timesRounded(unitAmountOf(price), quantity)
  return {
    id: newId.lineItem(),
    object: "item",
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: amount,
    amount_tax: 0,
    amount_total: amount,
    currency: price.currency,
    description: price.product_data?.name ?? null,
    metadata: emptyMetadata(params.metadata),
    price: buildPrice(price, created),
    quantity,
  }
}

function buildPrice(data: PriceData, created: number): Stripe.Price {
  const unitAmount = unitAmountOf(data)
  return {
    id: newId.price(),
    object: "price",
    active: false,
    billing_scheme: "per_unit",
    created,
    currency: data.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: data.product ?? newId.product(),
    recurring: null,
    tax_behavior: data.tax_behavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: "one_time",
    unit_amount: decimalsIn(unitAmount) === 0 ? Number(unitAmount) : null,
    unit_amount_decimal: decimalOnTheWire(unitAmount),
  }
}

/** As decimal text. `unit_amount_decimal` arrives as text, although the SDK types it as a Decimal. */
export function unitAmountOf(data: PriceData): string {
  return shortest(String(data.unit_amount ?? data.unit_amount_decimal))
}

/** The SDK parses this text into a Decimal; on the wire it is text. */
function decimalOnTheWire(amount: string): Stripe.Decimal {
  return amount as unknown as Stripe.Decimal
}

function missingPriceData(): never {
  throw new Error("A line item without price_data passed the rules.")
}
