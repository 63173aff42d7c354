import { StripeError } from "../api/stripe-error"
import { expireCheckoutSession } from "../checkout/expire-session"
import { capturePaymentIntent } from "../payment/capture-payment-intent"
import { settleDebit } from "../payment/debit"
import { closeDispute, isClosed, openDispute } from "../payment/disputes"
import { refundCharge } from "../payment/refund-charge"
import {
  cancelPaymentIntent,
  heldCharge,
  lapseAuthorization,
} from "../payment/release-authorization"
import { closeReview, openReview } from "../payment/reviews"
import {
  cancelRefund,
  failRefund,
  settleRefund,
} from "../payment/settle-refund"
import {
  number,
  oneOf,
  optionalText,
  optionalWholeNumber,
  text,
} from "./arguments"
import type { Command, CommandArguments } from "./command"
import { findAnywhere, findIntent, findSession } from "./find-anywhere"
import type { Emulator } from "../state/emulator"
import { idOf } from "../state/ids"
import { letTimePass } from "../state/let-time-pass"

/** Beyond this, timestamps no longer fit Stripe's format. */
const hundredYears = 100 * 365 * 24 * 60 * 60

/** Actions of a merchant in Stripe's Dashboard, and of banks. */
export const dashboardCommands: Readonly<Record<string, Command>> = {
  "dashboard/capture": (emulator, given) => {
    const { context, item } = findIntent(
      emulator,
      text(given, "payment_intent")
    )
    const amount = optionalWholeNumber(given, "amount")
    capturePaymentIntent(
      context,
      item,
      amount === undefined ? {} : { amount_to_capture: amount }
    )
    return item
  },
  "dashboard/cancel": (emulator, given) => {
    const { context, item } = findIntent(
      emulator,
      text(given, "payment_intent")
    )
    if (item.status !== "requires_capture") {
      throw new Error(
        `A PaymentIntent that is ${item.status} has no authorization.`
      )
    }
    cancelPaymentIntent(context, item, "requested_by_customer")
    return item
  },
  "dashboard/refund": (emulator, given) => {
    const { context, charge } = chargeOf(emulator, given)
    const amount = optionalWholeNumber(given, "amount")
    const reason = optionalText(given, "reason")
    return refundCharge(context, charge, {
      ...(amount === undefined ? {} : { amount }),
      ...(reason === undefined ? {} : { reason }),
    })
  },
  "dashboard/cancel_refund": (emulator, given) => {
    const id = text(given, "refund")
    const { context, item } = findAnywhere(emulator, (a) => a.refunds, id)
    if (item.status !== "pending" && item.status !== "requires_action") {
      throw new Error(
        `A refund that is ${item.status ?? ""} cannot be canceled.`
      )
    }
    cancelRefund(context, item)
    return item
  },
  "dashboard/expire_checkout_session": (emulator, given) => {
    const { context, item } = findSession(
      emulator,
      text(given, "checkout_session")
    )
    if (item.session.status !== "open") {
      throw new Error(`This Checkout Session is ${item.session.status ?? ""}.`)
    }
    expireCheckoutSession(context, item)
    return item.session
  },
  "dashboard/dispute": (emulator, given) => {
    const { context, charge } = chargeOf(emulator, given)
    const former = context.account.disputes.under(idOf(charge.payment_intent))
    if (former.some((dispute) => !isClosed(dispute))) {
      throw new Error(`${charge.id} is already disputed.`)
    }
    return openDispute(context, charge, {
      reason: optionalText(given, "reason") ?? "fraudulent",
      isInquiry: given["is_inquiry"] === true,
    })
  },
  "dashboard/close_dispute": (emulator, given) => {
    const id = text(given, "dispute")
    const { context, item } = findAnywhere(emulator, (a) => a.disputes, id)
    if (isClosed(item)) {
      throw new Error(`This dispute is ${item.status}.`)
    }
    closeDispute(context, item, given["outcome"] === "won" ? "won" : "lost")
    return item
  },
  "dashboard/open_review": (emulator, given) => {
    const { context, item } = findIntent(
      emulator,
      text(given, "payment_intent")
    )
    const charge = heldCharge(context, item)
    if (charge === null || item.status === "canceled") {
      throw new Error(`PaymentIntent ${item.id} has nothing to review.`)
    }
    if (context.account.reviews.get(idOf(item.review))?.open === true) {
      throw new Error(`PaymentIntent ${item.id} is already in review.`)
    }
    return openReview(context, charge, "manual")
  },
  "dashboard/close_review": (emulator, given) => {
    const id = text(given, "review")
    const { context, item } = findAnywhere(emulator, (a) => a.reviews, id)
    const outcome = text(given, "outcome")
    if (!item.open) {
      throw new Error(`This review was closed as ${item.reason}.`)
    }
    if (outcome === "approved") {
      closeReview(context, item, "approved")
      return item
    }
    const charge = context.account.charges.get(idOf(item.charge))
    if (charge?.captured !== true) {
      throw new Error(`Review ${id} has no captured charge to refund.`)
    }
    refundCharge(context, charge, {
      ...(outcome === "refunded_as_fraud" ? { reason: "fraudulent" } : {}),
    })
    return item
  },
  lapse_authorization: (emulator, given) => {
    const { context, item } = findIntent(
      emulator,
      text(given, "payment_intent")
    )
    const card = heldCharge(context, item)?.payment_method_details?.card
    if (item.status !== "requires_capture" || !card) {
      throw new Error(
        `A PaymentIntent that is ${item.status} has no authorization.`
      )
    }
    card.capture_before = emulator.clock.now()
    lapseAuthorization(context, item)
    return item
  },
  settle_refund: (emulator, given) => {
    const id = text(given, "refund")
    const { context, item } = findAnywhere(emulator, (a) => a.refunds, id)
    if (oneOf(given, "outcome", ["succeeded", "failed"]) === "failed") {
      failRefund(context, item, optionalText(given, "failure_reason"))
    } else {
      settleRefund(context, item)
    }
    return item
  },
  settle_debit: (emulator, given) => {
    const id = text(given, "payment")
    const outcome = oneOf(given, "outcome", ["succeeded", "failed"])
    const intentId = id.startsWith("cs_")
      ? (findSession(emulator, id).item.paymentIntentId ?? "")
      : id
    const { context, item } = findIntent(emulator, intentId)
    settleDebit(context, item, outcome)
    return item
  },
  advance_clock: async (emulator, given) => {
    const bounds = { least: 0, most: hundredYears }
    await letTimePass(emulator, number(given, "seconds", bounds))
    return { now: emulator.clock.now() }
  },
}

function chargeOf(emulator: Emulator, given: CommandArguments) {
  const { context, item } = findIntent(emulator, text(given, "payment_intent"))
  const charge = heldCharge(context, item)
  if (charge?.captured !== true) {
    throw new StripeError(400, {
      type: "invalid_request_error",
      message: `PaymentIntent ${item.id} has no captured charge.`,
    })
  }
  return { context, charge }
}
