import fc from "fast-check"

import { sentenceOf } from "../../reasons/reason"
import type { MedusaPayment, PaymentRequest } from "../decide"
import type { PaymentLink } from "../medusa-payment"
import type { StripePayment } from "../payment-state"
import {
  aCart,
  aCheckoutSession,
  anIntent,
  anOrder,
  aRequest,
  aSession,
  AT_STRIPE,
  decideFor,
  TOTAL,
} from "./fixtures"

const FITTING: PaymentLink = {
  requested: TOTAL,
  missing: TOTAL,
  followsBalance: true,
}

/** The balance of an order, requested and not in Medusa's ledger yet. */
function aLink(
  link: Partial<PaymentLink> = {},
  changes: Partial<MedusaPayment> = {}
): MedusaPayment {
  return aCart({
    cart: null,
    cartTotal: null,
    order: anOrder(),
    paymentLink: { ...FITTING, ...link },
    ...changes,
  })
}

const CANCELED = { order: anOrder({ isCanceled: true, outstanding: 0 }) }
/** Without its collection nothing requests the money, so nothing follows the balance. */
const REMOVED: Partial<PaymentLink> = { requested: null, followsBalance: false }
const GONE: Partial<PaymentLink> = { ...REMOVED, missing: 0 }
const CHEAPER: Partial<PaymentLink> = { requested: TOTAL, missing: 5000 }

type Case = readonly [
  what: string,
  medusa: MedusaPayment,
  stripe: StripePayment,
  decision: string,
]

const CASES: readonly Case[] = [
  [
    "fits, open",
    aLink(),
    AT_STRIPE["an open Checkout Session"],
    "recheck_later",
  ],
  ["fits, held", aLink(), AT_STRIPE["held money"], "authorize_session"],
  ["fits, captured", aLink(), AT_STRIPE["captured money"], "authorize_session"],
  ["never opened", aLink(), AT_STRIPE["no Checkout Session"], "recheck_later"],

  [
    "no longer owed, open",
    aLink(GONE),
    AT_STRIPE["an open Checkout Session"],
    "expire_checkout_session",
  ],
  [
    "no longer owed, held",
    aLink(GONE),
    AT_STRIPE["held money"],
    "release_without_order",
  ],
  [
    "no longer owed, captured",
    aLink(GONE),
    AT_STRIPE["captured money"],
    "in_sync",
  ],
  [
    "no longer owed, refunded",
    aLink(GONE),
    AT_STRIPE["refunded money"],
    "in_sync",
  ],
  [
    "no longer owed, never opened",
    aLink({ missing: 0 }),
    AT_STRIPE["no Checkout Session"],
    "update_payment_link",
  ],

  [
    "cheaper, open",
    aLink(CHEAPER),
    AT_STRIPE["an open Checkout Session"],
    "expire_checkout_session",
  ],
  [
    "cheaper, expired",
    aLink(CHEAPER),
    AT_STRIPE["an expired Checkout Session"],
    "update_payment_link",
  ],
  [
    "cheaper, held",
    aLink(CHEAPER),
    AT_STRIPE["held money"],
    "release_without_order",
  ],
  ["cheaper, captured", aLink(CHEAPER), AT_STRIPE["captured money"], "in_sync"],
  [
    "cheaper, somebody's own collection",
    aLink({ ...CHEAPER, followsBalance: false }),
    AT_STRIPE["an expired Checkout Session"],
    "in_sync",
  ],

  [
    "dearer, open",
    aLink({ missing: 22000 }),
    AT_STRIPE["an open Checkout Session"],
    "expire_checkout_session",
  ],
  [
    "dearer, expired",
    aLink({ missing: 22000 }),
    AT_STRIPE["an expired Checkout Session"],
    "update_payment_link",
  ],
  [
    "dearer, collection changed, held",
    aLink({ requested: 22000, missing: 22000 }),
    AT_STRIPE["held money"],
    "release_without_order",
  ],
  [
    "dearer, collection changed, captured",
    aLink({ requested: 22000, missing: 22000 }),
    AT_STRIPE["captured money"],
    "rebind_payment_session",
  ],
  [
    "a part that somebody requested, open",
    aLink({ missing: 22000, followsBalance: false }),
    AT_STRIPE["an open Checkout Session"],
    "recheck_later",
  ],
  [
    "a part that somebody requested, held",
    aLink({ missing: 22000, followsBalance: false }),
    AT_STRIPE["held money"],
    "authorize_session",
  ],
  [
    "collection changed, session behind",
    aLink({ requested: 22000, missing: 22000 }),
    AT_STRIPE["an expired Checkout Session"],
    "update_payment_link",
  ],

  [
    "a part that somebody requested, no longer owed, open",
    aLink({ ...CHEAPER, followsBalance: false }),
    AT_STRIPE["an open Checkout Session"],
    "expire_checkout_session",
  ],
  [
    "removed, still owed, open",
    aLink(REMOVED),
    AT_STRIPE["an open Checkout Session"],
    "expire_checkout_session",
  ],
  [
    "removed, still owed, held",
    aLink(REMOVED),
    AT_STRIPE["held money"],
    "rebind_payment_session",
  ],
  [
    "removed, still owed, captured",
    aLink(REMOVED),
    AT_STRIPE["captured money"],
    "rebind_payment_session",
  ],
  [
    "removed, still owed, but refunded",
    aLink(REMOVED),
    AT_STRIPE["refunded money"],
    "in_sync",
  ],
  [
    "session deleted, still owed, held",
    aLink({}, { paymentSession: null }),
    AT_STRIPE["held money"],
    "rebind_payment_session",
  ],
  [
    "session of another amount, held",
    aLink(
      { requested: 22000, missing: 22000 },
      { paymentSession: aSession(22000) }
    ),
    AT_STRIPE["held money"],
    "release_without_order",
  ],
  [
    "being released, held",
    aLink({}, { releaseRequested: true }),
    AT_STRIPE["held money"],
    "release_without_order",
  ],

  [
    "still owed, captured and refunded before it was recorded",
    aLink(),
    AT_STRIPE["refunded money"],
    "in_sync",
  ],

  [
    "canceled, open",
    aLink({}, CANCELED),
    AT_STRIPE["an open Checkout Session"],
    "expire_checkout_session",
  ],
  [
    "canceled, held",
    aLink(GONE, CANCELED),
    AT_STRIPE["held money"],
    "release_authorization",
  ],
  [
    "canceled, captured",
    aLink(GONE, CANCELED),
    AT_STRIPE["captured money"],
    "in_sync",
  ],
  [
    "canceled, never opened",
    aLink(GONE, CANCELED),
    AT_STRIPE["no Checkout Session"],
    "recheck_later",
  ],

  ["released", aLink(GONE), AT_STRIPE["a released hold"], "in_sync"],
  ["in process", aLink(GONE), AT_STRIPE["a slow method"], "recheck_later"],
]

describe("A payment of an order's balance", () => {
  it.each(CASES)("%s", (_what, medusa, stripe, decision) => {
    expect(decideFor(medusa, stripe, null).kind).toBe(decision)
  })

  it("needs manual review when money was captured that the order does not owe", () => {
    const decision = decideFor(aLink(GONE), AT_STRIPE["captured money"], null)

    expect(decision).toMatchObject({ requiresManualReview: true })
    expect(sentenceOf(decision.reason)).toContain("refund it in Stripe's")
  })

  it("needs manual review when money was captured for a canceled order, until it is refunded", () => {
    const medusa = aLink(GONE, CANCELED)

    expect(decideFor(medusa, AT_STRIPE["captured money"], null)).toMatchObject({
      requiresManualReview: true,
    })
    expect(
      decideFor(medusa, AT_STRIPE["refunded money"], null)
    ).not.toHaveProperty("requiresManualReview")
  })

  it("is bound under its new session's name before it is authorized", () => {
    const medusa = aLink({}, { replacesPaymentSessionId: "payses_old" })
    const paymentIntent = anIntent("requires_capture", {
      paymentSessionId: "payses_old",
    })
    const stripe = { checkoutSession: aCheckoutSession(), paymentIntent }

    expect(decideFor(medusa, stripe, null).kind).toBe(
      "update_payment_intent_metadata"
    )
  })

  it.each<[string, PaymentRequest, string]>([
    ["a release is done", aRequest("release"), "complete_request"],
    ["a capture is not possible", aRequest("capture"), "reject_request"],
  ])("once its hold was released, %s", (_what, request, decision) => {
    expect(
      decideFor(aLink(GONE), AT_STRIPE["a released hold"], request).kind
    ).toBe(decision)
  })

  it("is never authorized for more than the order still owes, and no money is kept for nothing", () => {
    const amounts = fc.integer({ min: 1, max: 50_000 })
    fc.assert(
      fc.property(
        fc.record({
          requested: fc.oneof(amounts, fc.constant(null)),
          missing: fc.nat(50_000),
          followsBalance: fc.boolean(),
        }),
        fc.oneof(
          amounts.map((amount) => aSession(amount)),
          fc.constant(null)
        ),
        amounts,
        (link, paymentSession, paid) => {
          const paymentIntent = anIntent("requires_capture", {
            amount: paid,
            amountCapturable: paid,
          })
          const stripe = { checkoutSession: aCheckoutSession(), paymentIntent }
          const { kind } = decideFor(
            aLink(link, { paymentSession }),
            stripe,
            null
          )
          expect([
            "authorize_session",
            "rebind_payment_session",
            "release_without_order",
          ]).toContain(kind)
          if (kind !== "release_without_order") {
            expect(paid).toBeLessThanOrEqual(link.missing)
          }
        }
      )
    )
  })
})
