/**
 * Points where Stripe's behavior is undocumented or depends on the account. Each is a switch, because the plugin has
 * to work with every setting.
 */
export type Switches = {
  /** `payment_status` of a completed Checkout Session whose money is authorized but not captured. */
  payment_status_before_capture: "unpaid" | "paid" | "no_payment_required"
  /**
   * Whether the rest that a partial capture releases appears as a Refund. Recorded 2026-09 at API 2026-08-26.dahlia: no.
   * Older accounts did show one.
   */
  released_rest_as_refund: boolean
  /**
   * Whether a hold that ends without a capture appears as a Refund. A public pull request of 2026-04: a canceled one still
   * sends `charge.refunded`; an answer quoted in a vendor's documentation of 2023: so does a lapsed one.
   */
  released_hold_as_refund: boolean
  /** Whether an open Checkout Session names its PaymentIntent after a declined attempt. */
  payment_intent_while_open: boolean
  /** Whether an expiring Checkout Session cancels its PaymentIntent. */
  cancel_payment_intent_on_session_expiry: boolean
  /** Whether the PaymentIntent is canceled when its authorization lapses, or only the Charge expires. */
  cancel_payment_intent_on_lapse: boolean
  /**
   * Reason on a PaymentIntent whose authorization lapsed. `automatic` is an answer quoted in a vendor's documentation of
   * 2023; `expired` is in the SDK's types since 2025-03, and nobody knows when Stripe uses it.
   */
  lapse_cancellation_reason: "automatic" | "expired"
  /** Error code of a capture after the authorization has lapsed. */
  lapsed_capture_code:
    "charge_expired_for_capture" | "capture_charge_authorization_expired"
  /** Whether the account's pricing includes `request_multicapture: if_available`. */
  multicapture: boolean
  /** Whether the account's pricing includes `request_extended_authorization: if_available`. */
  extended_authorization: boolean
  /** Whether the account's pricing includes `request_incremental_authorization: if_available`. */
  incremental_authorization: boolean
  /** Whether the account's pricing includes `request_overcapture: if_available`. */
  overcapture: boolean
  /** Whether the account has activated SEPA Direct Debit, which Checkout offers for euros that are captured at once. */
  sepa_debit: boolean
  /** Whether a currency may be written in capitals. Public code does it, and nobody recorded the answer. */
  currency_in_capitals: "refused" | "accepted"
  /** In which order the two events of a successful payment are created. */
  completed_before_amount_capturable: boolean
  /** Whether the shopper waits for the answer to `checkout.session.completed` before the redirect. */
  redirect_waits_for_webhook: boolean
  /** How long an endpoint may take to answer. Stripe does not publish it. */
  webhook_timeout_seconds: 1 | 10 | 20 | 30
  /** Whether the account's balance covers refunds; if not, they stay pending. */
  balance_covers_refunds: boolean
  /** Whether the error about a total below the minimum carries a code. */
  minimum_amount_code: "amount_too_small" | "none"
  /** Whether the error about expiring a Checkout Session that is not open carries a code. */
  expire_error_code: "none" | "status_transition_invalid"
  /** Whether a coupon also discounts the shipping. */
  coupons_discount_shipping: boolean
}

export const defaultSwitches: Readonly<Switches> = {
  payment_status_before_capture: "unpaid",
  released_rest_as_refund: false,
  released_hold_as_refund: true,
  payment_intent_while_open: true,
  cancel_payment_intent_on_session_expiry: true,
  cancel_payment_intent_on_lapse: true,
  lapse_cancellation_reason: "automatic",
  lapsed_capture_code: "charge_expired_for_capture",
  multicapture: false,
  extended_authorization: false,
  incremental_authorization: false,
  overcapture: false,
  sepa_debit: false,
  currency_in_capitals: "refused",
  completed_before_amount_capturable: false,
  redirect_waits_for_webhook: true,
  webhook_timeout_seconds: 20,
  balance_covers_refunds: true,
  minimum_amount_code: "amount_too_small",
  expire_error_code: "none",
  coupons_discount_shipping: false,
}

const yesOrNo = [true, false] as const

const choices: {
  readonly [Name in keyof Switches]: readonly Switches[Name][]
} = {
  payment_status_before_capture: ["unpaid", "paid", "no_payment_required"],
  released_rest_as_refund: yesOrNo,
  released_hold_as_refund: yesOrNo,
  payment_intent_while_open: yesOrNo,
  cancel_payment_intent_on_session_expiry: yesOrNo,
  cancel_payment_intent_on_lapse: yesOrNo,
  lapse_cancellation_reason: ["automatic", "expired"],
  lapsed_capture_code: [
    "charge_expired_for_capture",
    "capture_charge_authorization_expired",
  ],
  multicapture: yesOrNo,
  extended_authorization: yesOrNo,
  incremental_authorization: yesOrNo,
  overcapture: yesOrNo,
  sepa_debit: yesOrNo,
  currency_in_capitals: ["refused", "accepted"],
  completed_before_amount_capturable: yesOrNo,
  redirect_waits_for_webhook: yesOrNo,
  webhook_timeout_seconds: [20, 1, 10, 30],
  balance_covers_refunds: yesOrNo,
  minimum_amount_code: ["amount_too_small", "none"],
  expire_error_code: ["none", "status_transition_invalid"],
  coupons_discount_shipping: yesOrNo,
}

/** The possible values of a switch, as text. */
export function switchChoices(name: string): readonly string[] {
  return isSwitchName(name) ? choices[name].map(String) : []
}

/** Forms send the value as text. */
export function setSwitch(
  switches: Switches,
  name: string,
  value: unknown
): void {
  if (!isSwitchName(name)) {
    throw new Error(`There is no switch called "${name}".`)
  }
  const wanted = choices[name].find(
    (choice) => String(choice) === String(value)
  )
  if (wanted === undefined) {
    throw new Error(
      `Switch "${name}" accepts ${switchChoices(name).join(" or ")}.`
    )
  }
  Object.assign(switches, { [name]: wanted })
}

function isSwitchName(name: string): name is keyof Switches {
  return Object.hasOwn(defaultSwitches, name)
}

/** The values of a switch other than its default. */
export function otherPositions<Name extends keyof Switches>(
  name: Name
): Switches[Name][] {
  return choices[name].filter((choice) => choice !== defaultSwitches[name])
}
