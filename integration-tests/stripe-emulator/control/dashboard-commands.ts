import { StripeError } from "../api/stripe-error"
import { expireCheckoutSession } from "../checkout/expire-session"
import { capturePaymentIntent } from "../payment/capture-payment-intent"
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
import { number, optionalText, optionalWholeNumber, text } from "./arguments"
import type { Command, CommandArguments } from "./command"
import { findAnywhere, findIntent, findSession } from "./find-anywhere"
import type { Emulator } from "../state/emulator"
import { idOf } from "../state/ids"

/** Further on, dates can no longer be written as Stripe writes them. */
const hundredYears = 100 * 365 * 24 * 60 * 60

/** What a merchant does in Stripe's Dashboard, and what banks do on their own. */
export const dashboardCommands: Readonly<Record<string, Command>> = {
  "dashboard/capture": (emulator, given) => {
    const { act, item } = findIntent(emulator, text(given, "payment_intent"))
    const amount = optionalWholeNumber(given, "amount")
    capturePaymentIntent(
      act,
      item,
      amount === undefined ? {} : { amount_to_capture: amount }
    )
    return item
  },
  "dashboard/cancel": (emulator, given) => {
    const { act, item } = findIntent(emulator, text(given, "payment_intent"))
    if (item.status !== "requires_capture") {
      throw new Error(`A PaymentIntent that is ${item.status} holds no money.`)
    }
    cancelPaymentIntent(act, item, "requested_by_customer")
    return item
  },
  "dashboard/refund": (emulator, given) => {
    const { act, charge } = chargeOf(emulator, given)
    const amount = optionalWholeNumber(given, "amount")
    const reason = optionalText(given, "reason")
    return refundCharge(act, charge, {
      ...(amount === undefined ? {} : { amount }),
      ...(reason === undefined ? {} : { reason }),
    })
  },
  "dashboard/cancel_refund": (emulator, given) => {
    const id = text(given, "refund")
    const { act, item } = findAnywhere(emulator, (a) => a.refunds, id)
    if (item.status !== "pending") {
      throw new Error(`A refund that is ${item.status ?? ""} is on its way.`)
    }
    cancelRefund(act, item)
    return item
  },
  "dashboard/expire_checkout_session": (emulator, given) => {
    const { act, item } = findSession(emulator, text(given, "checkout_session"))
    if (item.session.status !== "open") {
      throw new Error(`This Checkout Session is ${item.session.status ?? ""}.`)
    }
    expireCheckoutSession(act, item)
    return item.session
  },
  "dashboard/dispute": (emulator, given) => {
    const { act, charge } = chargeOf(emulator, given)
    const former = act.account.disputes.under(idOf(charge.payment_intent))
    if (former.some((dispute) => !isClosed(dispute))) {
      throw new Error(`${charge.id} is disputed already.`)
    }
    return openDispute(act, charge, {
      reason: optionalText(given, "reason") ?? "fraudulent",
      isInquiry: given["is_inquiry"] === true,
    })
  },
  "dashboard/close_dispute": (emulator, given) => {
    const id = text(given, "dispute")
    const { act, item } = findAnywhere(emulator, (a) => a.disputes, id)
    if (isClosed(item)) {
      throw new Error(`This dispute is ${item.status}.`)
    }
    closeDispute(act, item, given["outcome"] === "won" ? "won" : "lost")
    return item
  },
  "dashboard/open_review": (emulator, given) => {
    const { act, item } = findIntent(emulator, text(given, "payment_intent"))
    const charge = heldCharge(act, item)
    if (charge === null || item.status === "canceled") {
      throw new Error(`PaymentIntent ${item.id} has nothing to review.`)
    }
    if (act.account.reviews.get(idOf(item.review))?.open === true) {
      throw new Error(`PaymentIntent ${item.id} is in review already.`)
    }
    return openReview(act, charge, "manual")
  },
  "dashboard/close_review": (emulator, given) => {
    const id = text(given, "review")
    const { act, item } = findAnywhere(emulator, (a) => a.reviews, id)
    const outcome = text(given, "outcome")
    if (!item.open) {
      throw new Error(`This review was closed as ${item.reason}.`)
    }
    if (outcome === "approved") {
      closeReview(act, item, "approved")
      return item
    }
    const charge = act.account.charges.get(idOf(item.charge))
    if (charge?.captured !== true) {
      throw new Error(`Review ${id} has no captured charge to refund.`)
    }
    refundCharge(act, charge, {
      ...(outcome === "refunded_as_fraud" ? { reason: "fraudulent" } : {}),
    })
    return item
  },
  lapse_authorization: (emulator, given) => {
    const { act, item } = findIntent(emulator, text(given, "payment_intent"))
    const card = heldCharge(act, item)?.payment_method_details?.card
    if (item.status !== "requires_capture" || !card) {
      throw new Error(`A PaymentIntent that is ${item.status} holds no money.`)
    }
    card.capture_before = emulator.clock.now()
    lapseAuthorization(act, item)
    return item
  },
  settle_refund: (emulator, given) => {
    const id = text(given, "refund")
    const { act, item } = findAnywhere(emulator, (a) => a.refunds, id)
    const change = given["outcome"] === "failed" ? failRefund : settleRefund
    change(act, item)
    return item
  },
  advance_clock: (emulator, given) => {
    const bounds = { least: 0, most: hundredYears }
    emulator.clock.advance(number(given, "seconds", bounds))
    return { now: emulator.clock.now() }
  },
}

function chargeOf(emulator: Emulator, given: CommandArguments) {
  const { act, item } = findIntent(emulator, text(given, "payment_intent"))
  const charge = heldCharge(act, item)
  if (charge?.captured !== true) {
    throw new StripeError(400, {
      type: "invalid_request_error",
      message: `PaymentIntent ${item.id} has no captured charge.`,
    })
  }
  return { act, charge }
}
