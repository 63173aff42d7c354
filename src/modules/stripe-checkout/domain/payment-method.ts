/**
 * How the shopper paid, as Stripe says it now. Shown to the merchant and stored nowhere.
 */

export interface PaymentMethod {
  /** Stripe's name of the kind, such as `card` or `sepa_debit`. */
  readonly type: string
  /** Stripe's name of the card's brand, such as `visa`; null for anything but cards. */
  readonly brand: string | null
  /** The last four digits of the card or account; Stripe shows no more. */
  readonly last4: string | null
  /** `credit`, `debit`, `prepaid` or `unknown`; null for anything but cards. */
  readonly funding: string | null
  /** Stripe's name of the wallet, such as `apple_pay`; null where none was used. */
  readonly wallet: string | null
  /** Where it was issued: two capital letters (ISO 3166-1). */
  readonly country: string | null
  /** Stripe's result of 3D Secure, such as `authenticated`; null where it was not requested. */
  readonly threeDSecure: string | null
  /** Whether the security code was right: `pass`, `fail`, `unavailable` or `unchecked`. */
  readonly cvcCheck: string | null
}

/** What Stripe Radar thinks of a payment. */
export interface PaymentRisk {
  /** `normal`, `elevated`, `highest`, `not_assessed` or `unknown`. */
  readonly level: string
  /** 0 to 100; null where the account has no Radar for Fraud Teams. */
  readonly score: number | null
}

export interface PaymentMethodReading {
  /** Null where Stripe names none. */
  readonly method: PaymentMethod | null
  /** Null where Stripe has not assessed the payment. */
  readonly risk: PaymentRisk | null
  /** When it was paid, milliseconds since 1970; null while nothing is captured. */
  readonly paidAt: number | null
}
