import type Stripe from "stripe"

/** Why a card was declined: for the shopper, for the merchant and in the card network's codes. */
export type Decline = {
  code: Stripe.PaymentIntent.LastPaymentError.Code
  declineCode: string | null
  message: string
  /** The card network's code, if the network was asked. */
  networkCode: string | null
  advice: "try_again_later" | "confirm_card_data" | "do_not_try_again" | null
  /** Radar blocked the payment before it reached the issuer. */
  isBlocked: boolean
}

const declined: Decline = {
  code: "card_declined",
  declineCode: "generic_decline",
  message: "Your card was declined.",
  networkCode: "01",
  advice: "try_again_later",
  isBlocked: false,
}

/** The issuer declined for a reason that the shopper is not shown. */
export const declines = {
  generic: declined,
  insufficientFunds: {
    ...declined,
    declineCode: "insufficient_funds",
    message: "Your card has insufficient funds.",
    networkCode: "51",
  },
  lostCard: {
    ...declined,
    declineCode: "lost_card",
    networkCode: "41",
    advice: "do_not_try_again",
  },
  stolenCard: {
    ...declined,
    declineCode: "stolen_card",
    networkCode: "43",
    advice: "do_not_try_again",
  },
  velocity: {
    ...declined,
    declineCode: "card_velocity_exceeded",
    message:
      "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
    networkCode: "65",
  },
  expiredCard: {
    ...declined,
    code: "expired_card",
    declineCode: null,
    message: "Your card has expired.",
    networkCode: "54",
    advice: "confirm_card_data",
  },
  incorrectCvc: {
    ...declined,
    code: "incorrect_cvc",
    declineCode: null,
    message: "Your card's security code is incorrect.",
    networkCode: "N7",
    advice: "confirm_card_data",
  },
  processingError: {
    ...declined,
    code: "processing_error",
    declineCode: null,
    message:
      "An error occurred while processing your card. Try again in a little bit.",
    networkCode: "96",
  },
  blocked: {
    ...declined,
    declineCode: "fraudulent",
    networkCode: null,
    advice: null,
    isBlocked: true,
  },
} as const satisfies Record<string, Decline>

/** Rejected by Stripe itself, before the issuer is asked: no PaymentIntent records it. */
const unasked = { networkCode: null, advice: null, isBlocked: false } as const

export const incorrectNumber: Decline = {
  ...unasked,
  code: "incorrect_number",
  declineCode: null,
  message: "Your card number is incorrect.",
}

/** The issuer wants the customer, who is not there. */
export const authenticationRequired: Decline = {
  code: "authentication_required",
  declineCode: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
  networkCode: null,
  advice: null,
  isBlocked: false,
}

export const notATestCard: Decline = {
  ...unasked,
  code: "card_declined",
  declineCode: "test_mode_live_card",
  message:
    "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
}

/** Message for the shopper; the PaymentIntent has a different one for the merchant. */
export const failedChallenge: Decline = {
  ...unasked,
  code: "payment_intent_authentication_failure",
  declineCode: null,
  message:
    "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
}
