import type { MedusaPayment } from "../decide"
import type { PaymentLink } from "../medusa-payment"
import type { StripePayment } from "../payment-state"
import { aCart, anOrder, AT_STRIPE, decideFor, TOTAL } from "./fixtures"

/** The balance of an order, requested and not in Medusa's ledger yet. */
function aLink(
  link: Partial<PaymentLink> = {},
  changes: Partial<MedusaPayment> = {}
): MedusaPayment {
  return aCart({
    cart: null,
    cartTotal: null,
    order: anOrder(),
    paymentLink: {
      requested: TOTAL,
      missing: TOTAL,
      followsBalance: true,
      ...link,
    },
    ...changes,
  })
}

const CASES: readonly (readonly [
  what: string,
  medusa: MedusaPayment,
  stripe: StripePayment,
  decision: string,
])[] = [
  [
    "a chosen part, open",
    aLink({ missing: 22000, chosen: TOTAL }),
    AT_STRIPE["an open Checkout Session"],
    "recheck_later",
  ],
  [
    "a chosen part, held",
    aLink({ missing: 22000, chosen: TOTAL }),
    AT_STRIPE["held money"],
    "authorize_session",
  ],
  [
    "a chosen part whose collection requests everything, open",
    aLink({ requested: 22000, missing: 22000, chosen: TOTAL }),
    AT_STRIPE["an open Checkout Session"],
    "update_payment_link",
  ],
  [
    "a chosen part whose collection requests everything, held",
    aLink({ requested: 22000, missing: 22000, chosen: TOTAL }),
    AT_STRIPE["held money"],
    "rebind_payment_session",
  ],
  [
    "a chosen part without a collection, open",
    aLink({ requested: null, followsBalance: false, chosen: null }),
    AT_STRIPE["an open Checkout Session"],
    "expire_checkout_session",
  ],
  [
    "another part chosen meanwhile, open",
    aLink({ missing: 22000, chosen: 4000 }),
    AT_STRIPE["an open Checkout Session"],
    "expire_checkout_session",
  ],
  [
    "another part chosen meanwhile, expired",
    aLink({ missing: 22000, chosen: 4000 }),
    AT_STRIPE["an expired Checkout Session"],
    "update_payment_link",
  ],
  [
    "another part chosen meanwhile, held",
    aLink({ requested: 4000, missing: 22000, chosen: 4000 }),
    AT_STRIPE["held money"],
    "rebind_payment_session",
  ],
  [
    "a chosen part that is more than is missing, open",
    aLink({ missing: 5000, chosen: TOTAL }),
    AT_STRIPE["an open Checkout Session"],
    "expire_checkout_session",
  ],
  [
    "a chosen part that is more than is missing, held",
    aLink({ missing: 5000, chosen: TOTAL }),
    AT_STRIPE["held money"],
    "release_without_order",
  ],
  [
    "a chosen part that is more than is missing, never opened",
    aLink({ missing: 5000, chosen: TOTAL }),
    AT_STRIPE["no Checkout Session"],
    "update_payment_link",
  ],
  [
    "past its moment, open",
    aLink({ hasExpired: true }),
    AT_STRIPE["an open Checkout Session"],
    "expire_checkout_session",
  ],
  [
    "past its moment, expired",
    aLink({ hasExpired: true }),
    AT_STRIPE["an expired Checkout Session"],
    "in_sync",
  ],
  [
    "past its moment, held",
    aLink({ hasExpired: true }),
    AT_STRIPE["held money"],
    "authorize_session",
  ],
  [
    "to be reminded of, open",
    aLink({ isReminderDue: true }),
    AT_STRIPE["an open Checkout Session"],
    "remind_of_payment_link",
  ],
  [
    "to be reminded of, never opened",
    aLink({ isReminderDue: true }),
    AT_STRIPE["no Checkout Session"],
    "remind_of_payment_link",
  ],
  [
    "to be reminded of, past its moment",
    aLink({ isReminderDue: true, hasExpired: true }),
    AT_STRIPE["no Checkout Session"],
    "recheck_later",
  ],
  [
    "to be reminded of, canceled",
    aLink(
      { isReminderDue: true },
      {
        order: anOrder({ isCanceled: true, outstanding: 0 }),
      }
    ),
    AT_STRIPE["no Checkout Session"],
    "recheck_later",
  ],
  [
    "to be reminded of, paid",
    aLink({ isReminderDue: true }),
    AT_STRIPE["held money"],
    "authorize_session",
  ],
]

describe("A payment link on chosen terms", () => {
  it.each(CASES)("%s", (_what, medusa, stripe, decision) => {
    expect(decideFor(medusa, stripe, null).kind).toBe(decision)
  })
})
