import type Stripe from "stripe"
import { isWithin, pageOf } from "../api/paginate"
import type { Call, Route } from "../api/route"
import { findIn, route } from "../api/route"
import { noSuch } from "../api/stripe-error"
import { orNull } from "../api/wire"
import { emitEvent } from "../webhooks/emit-event"
import { newId } from "../state/ids"
import { checkCouponCreate, checkCouponUpdate } from "./coupon-rules"
import { emptyMetadata, mergeMetadata } from "./metadata"

const path = "/v1/coupons"

export const couponRoutes: readonly Route[] = [
  route({
    method: "POST",
    path,
    request: "CouponCreate",
    check: checkCouponCreate,
    answer: create,
  }),
  route({
    method: "GET",
    path,
    request: "CouponList",
    answer: list,
  }),
  route({
    method: "GET",
    path: `${path}/:id`,
    request: "CouponRetrieve",
    answer: ({ account, id }) => findCoupon(account, id),
  }),
  route({
    method: "POST",
    path: `${path}/:id`,
    request: "CouponUpdate",
    check: checkCouponUpdate,
    answer: update,
  }),
  route({
    method: "DELETE",
    path: `${path}/:id`,
    request: "CouponDelete",
    answer: remove,
  }),
]

const findCoupon = findIn(
  (account) => account.coupons,
  (id) => noSuch("coupon", id, "coupon")
)

function create(call: Call<Stripe.CouponCreateParams>): Stripe.Coupon {
  const { account, emulator, params } = call
  const coupon: Stripe.Coupon = {
    id: params.id ?? newId.coupon(),
    object: "coupon",
    amount_off: orNull(params.amount_off),
    created: emulator.clock.now(),
    currency: orNull(params.currency),
    duration: params.duration ?? "once",
    duration_in_months: orNull(params.duration_in_months),
    livemode: false,
    max_redemptions: orNull(params.max_redemptions),
    metadata: emptyMetadata(params.metadata),
    name: orNull(params.name),
    percent_off: orNull(params.percent_off),
    redeem_by: orNull(params.redeem_by),
    times_redeemed: 0,
    valid: true,
  }
  account.coupons.set(coupon.id, coupon)
  if (coupon.redeem_by !== null) {
    emulator.clock.schedule(coupon.redeem_by * 1000, () => {
      coupon.valid = false
    })
  }
  emitEvent(call, { type: "coupon.created", object: coupon })
  return coupon
}

function update(call: Call<Stripe.CouponUpdateParams>): Stripe.Coupon {
  const coupon = findCoupon(call.account, call.id)
  const { metadata, name } = call.params
  coupon.metadata = mergeMetadata(coupon.metadata, metadata)
  coupon.name = name ?? coupon.name
  emitEvent(call, { type: "coupon.updated", object: coupon })
  return coupon
}

/** Checkout Sessions that already have the discount keep it. */
function remove(call: Call<unknown>): Stripe.DeletedCoupon {
  const coupon = findCoupon(call.account, call.id)
  call.account.coupons.delete(coupon.id)
  coupon.valid = false
  emitEvent(call, { type: "coupon.deleted", object: coupon })
  return { id: coupon.id, object: "coupon", deleted: true }
}

function list({ account, params }: Call<Stripe.CouponListParams>) {
  const items = [...account.coupons.values()].filter((coupon) =>
    isWithin(coupon.created, params.created)
  )
  return pageOf({ items, url: path, params, kind: "coupon" })
}
