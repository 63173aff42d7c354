import type Stripe from "stripe"
import { invalidRequest } from "../api/stripe-error"
import {
  chargeableStep,
  errorAmount,
  isCurrency,
  minimumAmount,
} from "../money/currency"
import { unitAmountOf } from "./line-items"

type LineItemParams = Stripe.Checkout.SessionCreateParams.LineItem
type PriceData = Stripe.Checkout.SessionCreateParams.LineItem.PriceData

const mostLines = 100
const mostImages = 8
const largestAmount = 99_999_999

export function checkLineItems(
  params: Stripe.Checkout.SessionCreateParams
): void {
  const lines = params.line_items
  if (lines === undefined) {
    throw missing("line_items")
  }
  if (lines.length > mostLines) {
    throw invalidRequest(
      `Array line_items exceeded maximum ${mostLines} allowed elements.`,
      { param: "line_items" }
    )
  }
  lines.forEach((line, index) => {
    checkLine(line, `line_items[${index}]`)
  })
  checkOneCurrency(lines)
}

/** The sum is only known when discounts and shipping are, so it is checked apart. */
export function checkTotal(total: number, currency: string): void {
  const minimum = minimumAmount(currency)
  if (total !== 0 && total < minimum) {
    throw invalidRequest(
      `The Checkout Session's total amount due must add up to at least ${errorAmount(minimum, currency)}`,
      { code: "amount_too_small" }
    )
  }
  if (total > largestAmount) {
    throw invalidRequest(
      `The Checkout Session's total amount must be no more than ${errorAmount(largestAmount, currency)}`,
      { code: "amount_too_large" }
    )
  }
  checkStep(total, currency, "line_items")
}

export function checkStep(
  amount: number,
  currency: string,
  param: string
): void {
  const step = chargeableStep(currency)
  if (amount % step !== 0) {
    throw invalidRequest(
      `Invalid amount. Amounts in ${currency} must be divisible by ${step}.`,
      { param }
    )
  }
}

function checkLine(line: LineItemParams, path: string): void {
  const { price, price_data: data, quantity } = line
  if (price !== undefined) {
    throw invalidRequest(`No such price: '${price}'`, {
      code: "resource_missing",
      param: `${path}[price]`,
    })
  }
  if (data === undefined) {
    throw missing(`${path}[price]`)
  }
  if (quantity === undefined) {
    throw invalidRequest(
      "Quantity is required. Add `quantity` to `" + path + "`.",
      { code: "parameter_missing", param: `${path}[quantity]` }
    )
  }
  if (quantity < 1) {
    throw mustBe("greater than or equal to 1", `${path}[quantity]`)
  }
  checkPriceData(data, `${path}[price_data]`)
}

function checkPriceData(data: PriceData, path: string): void {
  if (!isCurrency(data.currency)) {
    throw invalidRequest(
      `Invalid currency: ${data.currency}. Stripe currently supports these currencies: usd, eur, gbp and others.`,
      {
        param: `${path}[currency]`,
      }
    )
  }
  if ((data.product === undefined) === (data.product_data === undefined)) {
    throw invalidRequest(
      "You must specify exactly one of `product` and `product_data`.",
      { param: `${path}[product_data]` }
    )
  }
  if ((data.product_data?.images?.length ?? 0) > mostImages) {
    throw invalidRequest(
      `Array images exceeded maximum ${mostImages} allowed elements.`,
      { param: `${path}[product_data][images]` }
    )
  }
  const amounts = [data.unit_amount, data.unit_amount_decimal]
  if (amounts.filter((amount) => amount !== undefined).length !== 1) {
    throw invalidRequest(
      "You must specify exactly one of `unit_amount` and `unit_amount_decimal`.",
      { param: `${path}[unit_amount]` }
    )
  }
  if (unitAmountOf(data) < 0) {
    throw mustBe("greater than or equal to 0", `${path}[unit_amount]`)
  }
}

function checkOneCurrency(lines: readonly LineItemParams[]): void {
  const currencies = new Set(lines.map((line) => line.price_data?.currency))
  if (currencies.size > 1) {
    throw invalidRequest(
      "The Checkout Session's line items must all have the same currency.",
      { param: "line_items" }
    )
  }
}

function missing(param: string) {
  return invalidRequest(`Missing required param: ${param}.`, {
    code: "parameter_missing",
    param,
  })
}

function mustBe(bound: string, param: string) {
  return invalidRequest(`This value must be ${bound}.`, {
    code: "parameter_invalid_integer",
    param,
  })
}
