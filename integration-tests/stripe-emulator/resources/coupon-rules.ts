import type Stripe from "stripe"
import type { Call } from "../api/route"
import {
  StripeError,
  exclusive,
  invalidRequest,
  mustBeAtLeastOne,
  tooLong,
} from "../api/stripe-error"
import { unknownCurrency } from "../checkout/line-item-rules"
import { isCurrency } from "../money/currency"
import { checkMetadata } from "./metadata"
import { assertImitated } from "./unimitated"

type CreateParams = Stripe.CouponCreateParams

const longestName = 40
const leastPercent = 0.01
const mostPercent = 100

export function checkCouponCreate(call: Call<CreateParams>): void {
  const { params } = call
  checkReduction(params)
  checkName(params.name)
  checkDuration(params)
  checkLimits(call)
  checkMetadata(params.metadata)
  if (params.id !== undefined && call.account.coupons.has(params.id)) {
    throw new StripeError(400, {
      type: "invalid_request_error",
      code: "resource_already_exists",
      message: "Coupon already exists.",
    })
  }
  if (params.applies_to !== undefined) {
    throw invalidRequest(
      "The emulator does not imitate `applies_to` of a coupon.",
      {
        param: "applies_to",
      }
    )
  }
}

export function checkCouponUpdate({
  account,
  id,
  params,
}: Call<Stripe.CouponUpdateParams>): void {
  assertImitated(params, ["metadata", "name", "expand"], "of a coupon")
  checkName(params.name)
  checkMetadata(
    params.metadata,
    "metadata",
    account.coupons.get(id)?.metadata ?? null
  )
}

function checkReduction(params: CreateParams): void {
  const { amount_off: amount, percent_off: percent } = params
  if (amount === undefined && percent === undefined) {
    throw invalidRequest("Must provide percent_off or amount_off.", {
      code: "parameter_missing",
    })
  }
  if (amount !== undefined && percent !== undefined) {
    throw invalidRequest(
      "Received both percent_off and amount_off parameters. Please pass in only one."
    )
  }
  if (percent === undefined) {
    checkAmount(amount ?? 0, params)
  } else {
    checkPercent(percent, params)
  }
}

function checkAmount(amount: number, params: CreateParams): void {
  const { currency } = params
  if (currency === undefined) {
    throw invalidRequest("You must pass currency when passing amount_off", {
      param: "currency",
    })
  }
  if (!isCurrency(currency)) {
    throw unknownCurrency(currency, "currency")
  }
  if (amount < 1) {
    throw mustBeAtLeastOne("amount_off")
  }
  if (params.currency_options !== undefined) {
    throw invalidRequest(
      "The emulator does not imitate `currency_options` of a coupon.",
      { param: "currency_options" }
    )
  }
}

function checkPercent(percent: number, params: CreateParams): void {
  // Stripe is written in Ruby, which prints this number with a decimal.
  const shown = Number.isInteger(percent) ? `${percent}.0` : String(percent)
  const bound =
    percent < leastPercent
      ? `greater than or equal to ${leastPercent}`
      : percent > mostPercent
        ? `less than or equal to ${mostPercent}`
        : null
  if (bound !== null) {
    throw invalidRequest(
      `This value must be ${bound} (it currently is '${shown}').`,
      { param: "percent_off" }
    )
  }
  if (params.currency_options !== undefined) {
    throw exclusive(["currency_options", "percent_off"])
  }
}

function checkName(name: string | null | undefined): void {
  if ((name?.length ?? 0) > longestName) {
    throw tooLong(name ?? "", longestName, "name")
  }
}

function checkDuration(params: CreateParams): void {
  const { duration, duration_in_months: months } = params
  if (duration === "repeating" && months === undefined) {
    throw invalidRequest(
      "The duration_in_months param must be set when creating a coupon with a repeating duration",
      { param: "duration" }
    )
  }
}

function checkLimits({ emulator, params }: Call<CreateParams>): void {
  const { max_redemptions: most = 1, redeem_by: end = Infinity } = params
  if (most < 1) {
    throw mustBeAtLeastOne("max_redemptions")
  }
  if (end <= emulator.clock.now()) {
    throw invalidRequest(
      `The parameter \`redeem_by\` expects a unix timestamp representing a date and time in the future. You specified the value \`${end}\` which is in the past.`,
      { param: "redeem_by" }
    )
  }
}
