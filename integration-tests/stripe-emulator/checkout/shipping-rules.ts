import type Stripe from "stripe"
import {
  exclusive,
  invalidRequest,
  missingParam,
  mustBeAtLeast,
  noSuchGiven,
  tooLong,
  tooManyElements,
} from "../api/stripe-error"
import { checkMetadata } from "../resources/metadata"

type CreateParams = Stripe.Checkout.SessionCreateParams
type RateData =
  Stripe.Checkout.SessionCreateParams.ShippingOption.ShippingRateData

const mostOptions = 5
const longestName = 100

export function checkShipping(params: CreateParams): void {
  const { line_items: lines = [], shipping_options: options = [] } = params
  if (options.length > mostOptions) {
    throw tooManyElements(mostOptions, "shipping_options")
  }
  const currency = lines[0]?.price_data?.currency
  options.forEach((option, index) => {
    const path = `shipping_options[${index}]`
    const data = rateDataOf(option, path)
    checkRate(data, `${path}[shipping_rate_data]`)
    if (data.fixed_amount?.currency !== currency) {
      throw invalidRequest(
        "Shipping rates must have the currency of the Checkout Session's line items.",
        { param: `${path}[shipping_rate_data][fixed_amount][currency]` }
      )
    }
  })
}

function rateDataOf(
  option: Stripe.Checkout.SessionCreateParams.ShippingOption,
  path: string
): RateData {
  const { shipping_rate: rate, shipping_rate_data: data } = option
  if (rate !== undefined && data !== undefined) {
    throw exclusive([`${path}[shipping_rate]`, `${path}[shipping_rate_data]`])
  }
  if (rate !== undefined) {
    throw noSuchGiven("shipping rate", rate, `${path}[shipping_rate]`)
  }
  if (data === undefined) {
    throw missingParam(`${path}[shipping_rate]`)
  }
  return data
}

function checkRate(data: RateData, path: string): void {
  if (data.display_name.length > longestName) {
    throw tooLong(data.display_name, longestName, `${path}[display_name]`)
  }
  if (data.fixed_amount === undefined) {
    throw missingParam(`${path}[fixed_amount]`)
  }
  if (data.fixed_amount.amount < 0) {
    throw mustBeAtLeast(0, `${path}[fixed_amount][amount]`)
  }
  if (data.fixed_amount.currency_options !== undefined) {
    throw invalidRequest(
      "The emulator does not imitate `currency_options` of a shipping rate.",
      { param: `${path}[fixed_amount][currency_options]` }
    )
  }
  checkMetadata(data.metadata, `${path}[metadata]`)
}
