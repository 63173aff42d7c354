import type Stripe from "stripe"

export type Decline = {
  code: Stripe.PaymentIntent.LastPaymentError.Code
  declineCode: string | null
  message: string
}

type Aftermath =
  | "refund_succeeds_later"
  | "refund_fails_later"
  | "dispute_fraudulent"
  | "dispute_not_received"
  | "inquiry"
  | "early_fraud_warning"
  | "review"

export type TestCard = {
  brand: "visa" | "mastercard" | "amex"
  about: string
  challenge: boolean
  decline: Decline | null
  aftermath: Aftermath | null
}

const declined: Decline = {
  code: "card_declined",
  declineCode: "generic_decline",
  message: "Your card was declined.",
}

const works: TestCard = {
  brand: "visa",
  about: "Succeeds",
  challenge: false,
  decline: null,
  aftermath: null,
}

/** Stripe's own test numbers. Any future date and any security code go with them. */
export const testCards: Readonly<Record<string, TestCard>> = {
  "4242424242424242": works,
  "5555555555554444": {
    ...works,
    brand: "mastercard",
    about: "Succeeds (Mastercard)",
  },
  "378282246310005": {
    ...works,
    brand: "amex",
    about: "Succeeds (American Express)",
  },
  "4000000000003220": {
    ...works,
    about: "Asks for 3D Secure",
    challenge: true,
  },
  "4000002500003155": {
    ...works,
    about: "Asks for 3D Secure",
    challenge: true,
  },
  "4000002760003184": {
    ...works,
    about: "Always asks for 3D Secure",
    challenge: true,
  },
  "4000008400001629": {
    ...works,
    about: "3D Secure, then declined",
    challenge: true,
    decline: declined,
  },
  "4000000000000002": { ...works, about: "Declined", decline: declined },
  "4000000000009995": declines(
    "insufficient_funds",
    "Your card has insufficient funds."
  ),
  "4000000000009987": declines("lost_card", "Your card was declined."),
  "4000000000009979": declines("stolen_card", "Your card was declined."),
  "4000000000000069": declinesAs("expired_card", "Your card has expired."),
  "4000000000000127": declinesAs(
    "incorrect_cvc",
    "Your card's security code is incorrect."
  ),
  "4000000000000119": declinesAs(
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit."
  ),
  "4000000000007726": leadsTo("refund_succeeds_later", "Refund succeeds later"),
  "4000000000005126": leadsTo("refund_fails_later", "Refund fails later"),
  "4000000000000259": leadsTo(
    "dispute_fraudulent",
    "Disputed as fraudulent after capture"
  ),
  "4000000000002685": leadsTo(
    "dispute_not_received",
    "Disputed as not received after capture"
  ),
  "4000000000001976": leadsTo("inquiry", "Inquiry after capture"),
  "4000000000005423": leadsTo("early_fraud_warning", "Early fraud warning"),
  "4000000000009235": leadsTo("review", "Put into review"),
}

export function findTestCard(number: string): TestCard | null {
  return testCards[number.replace(/\D/g, "")] ?? null
}

function declines(declineCode: string, message: string): TestCard {
  return {
    ...works,
    about: `Declined: ${declineCode}`,
    decline: { code: "card_declined", declineCode, message },
  }
}

function declinesAs(
  code: Stripe.PaymentIntent.LastPaymentError.Code,
  message: string
): TestCard {
  return {
    ...works,
    about: `Declined: ${code}`,
    decline: { code, declineCode: null, message },
  }
}

function leadsTo(aftermath: Aftermath, about: string): TestCard {
  return { ...works, about, aftermath }
}
