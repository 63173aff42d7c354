import {
  answerChallenge,
  debitCheckoutSession,
  knownEmail,
  payCheckoutSession,
} from "../checkout/pay-session"
import { isOfCheckout } from "../payment/payment-intent-of-session"
import { chooseSavedCard } from "../payment/saved-cards"
import { confirmPaymentIntent } from "../payment/confirm-payment-intent"
import type { PendingCard } from "../state/account"
import {
  type CardFeature,
  cardFeatures,
  isCardFeature,
} from "../payment/card-features"
import { walletKinds } from "../payment/card-wallet"
import { optionalText, text } from "./arguments"
import type { Command, CommandArguments } from "./command"
import { findIntent, findSession } from "./find-anywhere"

/** Actions of a shopper on the hosted page or on a merchant's own, without a browser. */
export const shopperCommands: Readonly<Record<string, Command>> = {
  pay: (emulator, given) => {
    emulator.clock.runDue()
    const { context, item } = findSession(
      emulator,
      text(given, "checkout_session")
    )
    const { status } = item.session
    if (status !== "open") {
      throw new Error(
        `This Checkout Session is ${status ?? "unknown"}, so it cannot be paid.`
      )
    }
    const card = cardIn(given)
    const email = knownEmail(context, item) ?? card.email
    const typed = { ...card, email, isTicked: isTrue(given["save"]) }
    const id = optionalText(given, "saved_card")
    const shopper =
      id === undefined
        ? typed
        : chooseSavedCard(context, item, { id, shopper: typed })
    return optionalText(given, "method") === "sepa_debit"
      ? debitCheckoutSession(context, item, shopper)
      : payCheckoutSession(context, item, shopper)
  },
  confirm_payment_intent: (emulator, given) => {
    emulator.clock.runDue()
    const { context, item } = findIntent(
      emulator,
      text(given, "payment_intent")
    )
    if (isOfCheckout(context.account, item)) {
      throw new Error(
        "This PaymentIntent belongs to Checkout, so it is paid on the hosted page."
      )
    }
    if (item.status !== "requires_payment_method") {
      throw new Error(
        `This PaymentIntent is ${item.status}, so it cannot be paid.`
      )
    }
    return confirmPaymentIntent(context, item, cardIn(given))
  },
  authenticate: (emulator, given) => {
    const { context, item } = findSession(
      emulator,
      text(given, "checkout_session")
    )
    const choice = text(given, "outcome")
    return answerChallenge(
      context,
      item,
      choice === "complete" || choice === "fail" ? choice : "cancel"
    )
  },
  // Leaving Checkout changes nothing at Stripe: the Checkout Session stays open and payable.
  back: (emulator, given) => {
    const { item } = findSession(emulator, text(given, "checkout_session"))
    return { redirectUrl: item.session.cancel_url }
  },
}

/** Forms of the control page send text. */
function isTrue(value: unknown): boolean {
  return value === true || value === "true"
}

function cardIn(given: CommandArguments): PendingCard {
  const number = optionalText(given, "card") ?? "4242424242424242"
  const wallet = walletIn(optionalText(given, "wallet"))
  return {
    ...(wallet === undefined ? {} : { wallet }),
    grants: grantsIn(optionalText(given, "grants")),
    number: number.replace(/\D/g, ""),
    email: optionalText(given, "email") ?? "shopper@example.com",
    name: optionalText(given, "name") ?? "Test Shopper",
  }
}

function grantsIn(names = ""): CardFeature[] {
  const granted = names.split(/[,\s]+/).filter((name) => name !== "")
  return granted.map((name) => {
    if (isCardFeature(name)) return name
    throw new Error(`No issuer grants ${name}: ${cardFeatures.join(", ")}.`)
  })
}

function walletIn(name: string | undefined): PendingCard["wallet"] {
  const kind = walletKinds.find((one) => one === name)
  if (name !== undefined && kind === undefined) {
    throw new Error(`There is no wallet ${name}: ${walletKinds.join(", ")}.`)
  }
  return kind
}
