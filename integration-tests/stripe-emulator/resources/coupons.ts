import type Stripe from "stripe"
import type { Call, Route } from "../api/route"
import { route } from "../api/route"
import { invalidRequest } from "../api/stripe-error"
import { newId } from "../state/ids"
import { checkMetadata, emptyMetadata } from "./metadata"

export const couponRoutes: readonly Route[] = [
  route({
    method: "POST",
    path: "/v1/coupons",
    request: "CouponCreate",
    check: checkCreate,
    answer: create,
  }),
]

const longestName = 40

function checkCreate({ params }: Call<Stripe.CouponCreateParams>): void {
  const { amount_off: amount, currency, name, percent_off: percent } = params
  if ((amount === undefined) === (percent === undefined)) {
    throw invalidRequest(
      "You must pass exactly one of `percent_off` and `amount_off`.",
      { param: "percent_off" }
    )
  }
  if (amount !== undefined && currency === undefined) {
    throw invalidRequest(
      "You must pass `currency` when passing `amount_off`.",
      {
        code: "parameter_missing",
        param: "currency",
      }
    )
  }
  if (name !== undefined && name.length > longestName) {
    throw invalidRequest(
      `Invalid string: ${name.slice(0, 10)}...; must be at most ${longestName} characters`,
      { param: "name" }
    )
  }
  checkMetadata(params.metadata)
}

function create({
  account,
  emulator,
  params,
}: Call<Stripe.CouponCreateParams>): Stripe.Coupon {
  const coupon: Stripe.Coupon = {
    id: params.id ?? newId.coupon(),
    object: "coupon",
    amount_off: params.amount_off ?? null,
    created: emulator.clock.now(),
    currency: params.currency ?? null,
    duration: params.duration ?? "once",
    duration_in_months: params.duration_in_months ?? null,
    livemode: false,
    max_redemptions: params.max_redemptions ?? null,
    metadata: emptyMetadata(params.metadata),
    name: params.name ?? null,
    percent_off: params.percent_off ?? null,
    redeem_by: params.redeem_by ?? null,
    times_redeemed: 0,
    valid: true,
  }
  account.coupons.set(coupon.id, coupon)
  return coupon
}
