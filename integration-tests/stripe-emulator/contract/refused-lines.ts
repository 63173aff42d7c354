import type Stripe from "stripe"
import type { Refusal } from "./refusals"
import { line } from "./shop"

type Line = Stripe.Checkout.SessionCreateParams.LineItem
type PriceData = Partial<NonNullable<Line["price_data"]>>

/** A line with a changed price. */
function lineWith(price: PriceData, rest: Partial<Line> = {}) {
  const usual = line({ amount: 1000 })
  return {
    line_items: [
      { ...usual, price_data: { ...usual.price_data, ...price }, ...rest },
    ],
  }
}

function withProduct(product: object) {
  return lineWith({ product_data: { name: "Shirt", ...product } })
}

export const refusedLines: readonly Refusal[] = [
  [
    "a line without a price is rejected",
    { line_items: [{ quantity: 1 }] },
    {
      message:
        "You must provide one of `price` or `price_data` for each line item when using prices.",
    },
  ],
  [
    "a line without a quantity is rejected",
    { line_items: [{ price_data: line({ amount: 1000 }).price_data }] },
    {
      message: "Quantity is required. Add `quantity` to `line_items[0]`",
    },
  ],
  [
    "a quantity of 0 is rejected",
    lineWith({}, { quantity: 0 }),
    {
      code: "parameter_invalid_integer",
      param: "line_items[0][quantity]",
      message: "This value must be greater than or equal to 1.",
    },
  ],
  [
    "a price that does not exist is rejected",
    { line_items: [{ price: "price_none", quantity: 1 }] },
    {
      code: "resource_missing",
      param: "line_items[0][price]",
      message: "No such price: 'price_none'",
    },
  ],
  [
    "a price with unit_amount and unit_amount_decimal is rejected",
    lineWith({ unit_amount_decimal: "10.5" as never }),
    {
      message:
        "You may only specify one of these parameters: line_items[0][price_data][unit_amount], line_items[0][price_data][unit_amount_decimal].",
    },
  ],
  [
    "a price without an amount is rejected",
    {
      line_items: [
        {
          quantity: 1,
          price_data: { currency: "eur", product_data: { name: "Shirt" } },
        },
      ],
    },
    { code: "parameter_missing" },
  ],
  [
    "a unit_amount with decimals is rejected, because amounts are whole minor units",
    lineWith({ unit_amount: 10.5 }),
    {
      code: "parameter_invalid_integer",
      param: "line_items[0][price_data][unit_amount]",
      message: "Invalid integer: 10.5",
    },
  ],
  [
    "a negative unit_amount is rejected, because discounts are coupons",
    lineWith({ unit_amount: -100 }),
    {
      code: "parameter_invalid_integer",
      param: "line_items[0][price_data][unit_amount]",
    },
  ],
  [
    "a recurring price is rejected in payment mode",
    lineWith({ recurring: { interval: "month" } }),
    {
      message:
        "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
    },
  ],
  [
    "a product without a name is rejected",
    lineWith({ product_data: { description: "no name" } as never }),
    {
      code: "parameter_missing",
      param: "line_items[0][price_data][product_data][name]",
      message:
        "Missing required param: line_items[0][price_data][product_data][name].",
    },
  ],
  [
    "an empty product name is rejected, because an empty value means to clear it",
    withProduct({ name: "" }),
    {
      code: "parameter_invalid_empty",
      param: "line_items[0][price_data][product_data][name]",
      message:
        "You passed an empty string for 'line_items[0][price_data][product_data][name]'. We assume empty values are an attempt to unset a parameter; however 'line_items[0][price_data][product_data][name]' cannot be unset. You should remove 'line_items[0][price_data][product_data][name]' from your request or supply a non-empty value.",
    },
  ],
  [
    "a price without a product is rejected",
    lineWith({ product_data: undefined as never }),
    {
      message:
        "You must specify either `product` or `product_data` when creating a price.",
    },
  ],
  [
    "a ninth image of a product is rejected",
    withProduct({ images: Array(9).fill("https://shop.example/a.png") }),
    { param: "line_items[0][price_data][product_data][images]" },
  ],
  [
    "an image without a scheme is rejected",
    withProduct({ images: ["shop.example/a.png"] }),
    { code: "url_invalid" },
  ],
  [
    "a 101st line is rejected in payment mode",
    { line_items: Array(101).fill(line({ amount: 100 })) },
    { param: "line_items" },
  ],
]
