import type Stripe from "stripe"
import type { CardFeature, CardFeatures } from "../payment/card-features"
import type { StoredAnswer } from "../api/stored-answer"
import { Collection } from "./collection"
import { idOf, newId } from "./ids"
import type { PageContent } from "./page-content"

export type CheckoutSessionRecord = {
  session: Stripe.Checkout.Session
  lineItems: Stripe.LineItem[]
  intentData: Stripe.Checkout.SessionCreateParams.PaymentIntentData
  /** Shown on the hosted page. */
  shopName: string
  shown: PageContent
  wantsManualCapture: boolean
  requestedFeatures: CardFeatures
  /** Set from the first attempt to pay; the session itself may not show it while it is open. */
  paymentIntentId: string | null
  /** Card waiting for the shopper to answer a 3D Secure challenge. */
  pendingCard: PendingCard | null
}

export type PendingCard = {
  number: string
  email: string
  name: string
  phone?: string
  /** The wallet that holds the card; absent where its number was typed in. */
  wallet?: "apple_pay" | "google_pay"
  /** The PaymentMethod, where the shopper chose a saved card. */
  savedAs?: string
  /** The shopper ticked the box that saves the card. */
  isTicked?: boolean
  /** What this payment is granted if it is requested, beside what the account's pricing includes. */
  grants?: readonly CardFeature[]
}

export type WebhookEndpointRecord = {
  endpoint: Stripe.WebhookEndpoint
  /** More than one while a secret is being rolled; each of them signs. */
  secrets: string[]
}

export type DeliveryAttempt = {
  endpointId: string
  attemptedAt: number
  status: number | null
  error: string | null
}

export type EventRecord = {
  event: Stripe.EventBase
  /** Endpoints that have not answered 2xx yet. */
  waitingFor: Set<string>
  attempts: DeliveryAttempt[]
  /** Never sent automatically; only a manual resend delivers it. */
  isDropped: boolean
}

/** One Stripe account: nothing here is visible with another account's key. */
export type StripeAccount = {
  id: string
  readonly apiKey: string | null
  checkoutSessions: Collection<CheckoutSessionRecord>
  paymentIntents: Collection<Stripe.PaymentIntent>
  charges: Collection<Stripe.Charge>
  /** By the id in `payment_intent.payment_method`. */
  paymentMethods: Map<string, Stripe.PaymentMethod>
  /** Card number of each PaymentMethod, which a saved card is charged with again. */
  numbers: Map<string, string>
  /** Card number of each Charge, because some test cards decide what happens to a later refund. */
  cards: Map<string, string>
  refunds: Collection<Stripe.Refund>
  /** Refunds that only record money released without a capture. */
  releases: Set<string>
  balanceTransactions: Map<string, Stripe.BalanceTransaction>
  /** The currency that the account is paid out in, and the rate of the conversion; null for each payment's own. */
  settlesIn: { currency: string; rate: number } | null
  /** Kinds of objects that a restricted key may not read; an expansion into them is refused. */
  unreadable: Set<string>
  disputes: Collection<Stripe.Dispute>
  reviews: Collection<Stripe.Review>
  earlyFraudWarnings: Collection<Stripe.Radar.EarlyFraudWarning>
  /** How often each PaymentIntent was captured, because Stripe limits it. */
  captures: Map<string, number>
  /** Each attempt to increment an authorization, because Stripe limits them. Amounts in minor units. */
  increments: {
    payment_intent: string
    from: number
    to: number
    is_declined: boolean
  }[]
  customers: Collection<Stripe.Customer>
  /** Stubs of deleted customers, for objects that still name them. */
  deletedCustomers: Map<string, Stripe.DeletedCustomer>
  coupons: Map<string, Stripe.Coupon>
  events: Collection<EventRecord>
  webhookEndpoints: Map<string, WebhookEndpointRecord>
  idempotency: Map<string, StoredAnswer>
}

export function createAccount(apiKey: string | null): StripeAccount {
  return {
    id: newId.account(),
    apiKey,
    checkoutSessions: new Collection(),
    paymentIntents: new Collection(),
    charges: new Collection<Stripe.Charge>(belongsTo),
    paymentMethods: new Map(),
    numbers: new Map(),
    cards: new Map(),
    refunds: new Collection<Stripe.Refund>(belongsTo),
    releases: new Set(),
    balanceTransactions: new Map(),
    settlesIn: null,
    unreadable: new Set(),
    disputes: new Collection<Stripe.Dispute>(belongsTo),
    reviews: new Collection<Stripe.Review>(belongsTo),
    earlyFraudWarnings: new Collection<Stripe.Radar.EarlyFraudWarning>(
      belongsTo
    ),
    captures: new Map(),
    increments: [],
    customers: new Collection(),
    deletedCustomers: new Map(),
    coupons: new Map(),
    events: new Collection(),
    webhookEndpoints: new Map(),
    idempotency: new Map(),
  }
}

/** Index key: lists are often filtered by PaymentIntent. */
function belongsTo(item: {
  payment_intent?: string | { id: string } | null
}): string | null {
  return idOf(item.payment_intent) || null
}
