import {
  answerChallenge,
  knownEmail,
  payCheckoutSession,
} from "../checkout/pay-session"
import { optionalText, text } from "./arguments"
import type { Command } from "./commands"
import { findSession } from "./find-anywhere"

/** What a shopper does on the hosted page, without a browser. */
export const shopperCommands: Readonly<Record<string, Command>> = {
  pay: (emulator, given) => {
    emulator.clock.runDue()
    const { act, item } = findSession(emulator, text(given, "checkout_session"))
    const { status } = item.session
    if (status !== "open") {
      throw new Error(
        `This Checkout Session is ${status ?? "unknown"}, so nobody can pay it.`
      )
    }
    return payCheckoutSession(act, item, {
      number: (optionalText(given, "card") ?? "4242424242424242").replace(
        /\D/g,
        ""
      ),
      email:
        knownEmail(act, item) ??
        optionalText(given, "email") ??
        "shopper@example.com",
      name: optionalText(given, "name") ?? "Test Shopper",
    })
  },
  authenticate: (emulator, given) => {
    const { act, item } = findSession(emulator, text(given, "checkout_session"))
    const choice = text(given, "outcome")
    return answerChallenge(
      act,
      item,
      choice === "complete" || choice === "fail" ? choice : "cancel"
    )
  },
  // Leaving Checkout changes nothing at Stripe: the Checkout Session stays open and can still be paid.
  back: (emulator, given) => {
    const { item } = findSession(emulator, text(given, "checkout_session"))
    return { redirectUrl: item.session.cancel_url }
  },
}
