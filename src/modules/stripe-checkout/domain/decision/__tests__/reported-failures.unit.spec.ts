import { because } from "../../reasons/reason"
import type { MedusaPayment, PaymentDecision, PaymentRequest } from "../decide"
import type { StripePayment } from "../payment-state"
import {
  aCart,
  anIntent,
  anOrder,
  aCheckoutSession,
  aPayment,
  aPlacedOrder,
  aSession,
  AT_STRIPE,
  aRequest,
  aStatusContext,
  described,
  TOTAL,
  decideFor,
} from "./fixtures"

type Report = {
  /** What users of other payment plugins reported, and where. */
  readonly report: string
  readonly medusa: MedusaPayment
  readonly stripe: StripePayment
  readonly request?: PaymentRequest
  readonly expected: Partial<PaymentDecision>
}

const HELD = described(AT_STRIPE["held money"])
const CAPTURED = described(AT_STRIPE["captured money"])
const PAID = { outstanding: 0, status: "paid" }

/**
 * Failures that concern signatures, endpoints, fingerprints and the texts of errors have
 * their tests where those are decided: verify-webhook, health, pay-link, translate-error.
 */
const DECLINED = because("external_error", {
  message: "Your card was declined.",
  error_code: "stripe_refused",
})

const REPORTS: readonly Report[] = [
  {
    report: "a completion that failed refunds a good order (medusa#13301)",
    medusa: aPlacedOrder({ payment: aPayment({ isCanceled: true }) }),
    stripe: HELD,
    expected: { kind: "restore_payment" },
  },
  {
    report: "payment succeeded, no order (medusa#12790, #10949, #12674)",
    medusa: aCart(),
    stripe: AT_STRIPE["held money"],
    expected: { kind: "complete_cart", cartId: "cart_1" },
  },
  {
    report: "two orders for one payment (mercur#1400)",
    medusa: aPlacedOrder(),
    stripe: HELD,
    expected: { kind: "in_sync" },
  },
  {
    report:
      "the cart is completed while the payment is processing (medusa#14205)",
    medusa: aCart(),
    stripe: AT_STRIPE["a slow method"],
    expected: { kind: "recheck_later" },
  },
  {
    report:
      "a canceled payment leaves the order authorized (medusa#16398, #13867)",
    medusa: aPlacedOrder(),
    stripe: described(AT_STRIPE["a lapsed hold"]),
    expected: { kind: "cancel_medusa_payment" },
  },
  {
    report:
      "a cent of rounding reads as captured in part (medusa#12789, #13160)",
    medusa: aPlacedOrder(
      { payment: aPayment({ captured: TOTAL }), order: anOrder(PAID) },
      "captured"
    ),
    stripe: CAPTURED,
    expected: { kind: "in_sync" },
  },
  {
    report: "the order is canceled, but the hold stays (medusa#15623, #10333)",
    medusa: aPlacedOrder({
      order: anOrder({ isCanceled: true, outstanding: 0 }),
      payment: aPayment({ isCanceled: true }),
    }),
    stripe: HELD,
    expected: { kind: "release_authorization", operationId: null },
  },
  {
    report: "a refund in the Dashboard never reaches the store (medusa#14746)",
    medusa: aPlacedOrder(
      { payment: aPayment({ captured: TOTAL }), order: anOrder(PAID) },
      "captured"
    ),
    stripe: {
      checkoutSession: aCheckoutSession(),
      paymentIntent: anIntent("succeeded", {
        orderId: "order_1",
        amountRefunded: 2000,
      }),
    },
    expected: { kind: "record_refund", amount: 2000 },
  },
  {
    report:
      "a capture of a part takes everything (saleor#8010, solidus_stripe#221)",
    medusa: aPlacedOrder(),
    stripe: HELD,
    request: aRequest("capture", 3000),
    expected: { kind: "capture", amount: 3000 },
  },
  {
    report: "the authorization lapsed silently (woo-gateway-stripe#1378)",
    medusa: aPlacedOrder({ deadline: "near" }),
    stripe: HELD,
    expected: { kind: "notify_authorization_expiring" },
  },
  {
    report:
      "the status changed although the capture failed (woo#335, presta#183)",
    medusa: aPlacedOrder({
      order: anOrder({ status: "ready_for_capture" }),
      statusContext: aStatusContext("authorized", {
        lastCapture: { hasFailed: true, reason: DECLINED },
        answered: ["ready_for_capture"],
      }),
    }),
    stripe: HELD,
    expected: { kind: "write_order_status", reason: DECLINED },
  },
  {
    report: "the order was raised above what is held (woo#3723, #3746)",
    medusa: aPlacedOrder({ order: anOrder({ outstanding: 30000 }) }),
    stripe: HELD,
    request: aRequest("capture"),
    expected: { kind: "capture", amount: TOTAL },
  },
  {
    report:
      "a capture of a part in the Dashboard gives wrong totals (woo#2799)",
    medusa: aPlacedOrder(),
    stripe: described(AT_STRIPE["money captured in part"]),
    expected: { kind: "record_capture", amount: 3000 },
  },
  {
    report: "webhook and redirect both act (woo#2536, #889, #2331)",
    medusa: aCart({ isCompleting: true }),
    stripe: AT_STRIPE["held money"],
    expected: { kind: "recheck_later" },
  },
  {
    report:
      "the webhook came before the order and was lost (statamic-cargo#190)",
    medusa: aCart({ paymentSession: aSession() }),
    stripe: AT_STRIPE["captured money"],
    expected: { kind: "complete_cart" },
  },
  {
    report: "settled three times (vendure-plugins#620)",
    medusa: aPlacedOrder(
      { payment: aPayment({ captured: TOTAL }), order: anOrder(PAID) },
      "captured"
    ),
    stripe: CAPTURED,
    request: aRequest("capture"),
    expected: { kind: "complete_request" },
  },
  {
    report:
      "a late failure of an old attempt overwrites a paid order (presta#78)",
    medusa: aPlacedOrder(
      { payment: aPayment({ captured: TOTAL }), order: anOrder(PAID) },
      "captured"
    ),
    stripe: {
      checkoutSession: aCheckoutSession(),
      paymentIntent: anIntent("succeeded", {
        orderId: "order_1",
        lastError: "Your card was declined.",
      }),
    },
    expected: { kind: "in_sync" },
  },
  {
    report: "a page that ran out is shown as a failed payment (vendure#2074)",
    medusa: aCart(),
    stripe: AT_STRIPE["an expired Checkout Session"],
    expected: {
      kind: "in_sync",
      reason: because("checkout_session_expired"),
    },
  },
  {
    report: "no order number at Stripe (Sylius#5, woo#4713)",
    medusa: aPlacedOrder(),
    stripe: AT_STRIPE["held money"],
    expected: { kind: "tag_payment_intent_with_order", orderId: "order_1" },
  },
]

describe("What users of other plugins report", () => {
  it.each(REPORTS.map((row) => [row.report, row] as const))(
    "does not happen here: %s",
    (_report, { medusa, stripe, request, expected }) => {
      expect(decideFor(medusa, stripe, request ?? null)).toMatchObject(expected)
    }
  )
})
