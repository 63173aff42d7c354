import type Stripe from "stripe"
import {
  exclusive,
  invalidRequest,
  missingParam,
  mustBeAtLeast,
  mustBeAtLeastOne,
  noSuchGiven,
  tooManyElements,
} from "../api/stripe-error"
import { isCurrency, supportedCurrencies } from "../money/currency"
import { checkMetadata } from "../resources/metadata"
import { checkUrl } from "./address-rules"
import { unitAmountOf } from "./line-items"

type CreateParams = Stripe.Checkout.SessionCreateParams
type LineItemParams = Stripe.Checkout.SessionCreateParams.LineItem
type PriceData = Stripe.Checkout.SessionCreateParams.LineItem.PriceData

const mostLines = 100
const mostImages = 8

export function checkLineItems(params: CreateParams): void {
  const lines = params.line_items
  if (lines === undefined) {
    throw missingParam("line_items")
  }
  if (lines.length > mostLines) {
    throw tooManyElements(mostLines, "line_items")
  }
  lines.forEach((line, index) => {
    checkLine(line, `line_items[${index}]`)
  })
  checkOneCurrency(lines, params.currency)
}

function checkLine(line: LineItemParams, path: string): void {
  const { price, price_data: data, quantity } = line
  if (price !== undefined && data !== undefined) {
    throw exclusive([`${path}[price]`, `${path}[price_data]`])
  }
  if (price !== undefined) {
    throw noSuchGiven("price", price, `${path}[price]`)
  }
  if (data === undefined) {
    throw invalidRequest(
      "You must provide one of `price` or `price_data` for each line item when using prices.",
      { param: path }
    )
  }
  if (quantity === undefined) {
    throw invalidRequest(
      "Quantity is required. Add `quantity` to `" + path + "`",
      { code: "parameter_missing", param: `${path}[quantity]` }
    )
  }
  if (quantity < 1) {
    throw mustBeAtLeastOne(`${path}[quantity]`)
  }
  checkMetadata(line.metadata, `${path}[metadata]`)
  checkPriceData(data, `${path}[price_data]`)
}

function checkPriceData(data: PriceData, path: string): void {
  if (!isCurrency(data.currency)) {
    throw unknownCurrency(data.currency, `${path}[currency]`)
  }
  if (data.recurring !== undefined) {
    throw invalidRequest(
      "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.",
      { param: path }
    )
  }
  checkProduct(data, path)
  checkUnitAmount(data, path)
}

export function unknownCurrency(currency: string, param: string) {
  return invalidRequest(
    `Invalid currency: ${currency}. Stripe currently supports these currencies: ${supportedCurrencies()}`,
    { param }
  )
}

function checkProduct(data: PriceData, path: string): void {
  const { product, product_data: described } = data
  if (product !== undefined && described !== undefined) {
    throw exclusive([`${path}[product]`, `${path}[product_data]`])
  }
  if (product !== undefined) {
    throw noSuchGiven("product", product, `${path}[product]`)
  }
  if (described === undefined) {
    throw invalidRequest(
      "You must specify either `product` or `product_data` when creating a price.",
      { param: path }
    )
  }
  const { images = [] } = described
  if (images.length > mostImages) {
    throw tooManyElements(mostImages, `${path}[product_data][images]`)
  }
  images.forEach((image, index) => {
    checkUrl(image, `${path}[product_data][images][${index}]`)
  })
  checkMetadata(described.metadata, `${path}[product_data][metadata]`)
}

function checkUnitAmount(data: PriceData, path: string): void {
  const { unit_amount: amount, unit_amount_decimal: decimal } = data
  if (amount !== undefined && decimal !== undefined) {
    throw exclusive([`${path}[unit_amount]`, `${path}[unit_amount_decimal]`])
  }
  if (amount === undefined && decimal === undefined) {
    throw missingParam(`${path}[unit_amount]`)
  }
  if (unitAmountOf(data).startsWith("-")) {
    const name = amount === undefined ? "unit_amount_decimal" : "unit_amount"
    throw mustBeAtLeast(0, `${path}[${name}]`)
  }
}

/** @param wanted the session's own currency, where the request names one */
function checkOneCurrency(
  lines: readonly LineItemParams[],
  wanted: string | undefined
): void {
  const currencies = new Set(lines.map((line) => line.price_data?.currency))
  if (currencies.size > 1) {
    throw invalidRequest(
      "The Checkout Session's line items must all have the same currency.",
      { param: "line_items" }
    )
  }
  if (wanted !== undefined && !currencies.has(wanted)) {
    throw invalidRequest(
      "The Checkout Session's line items must have the currency of the Checkout Session.",
      { param: "currency" }
    )
  }
}
