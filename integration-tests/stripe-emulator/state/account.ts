import type Stripe from "stripe"
import type { StoredAnswer } from "../api/idempotency"
import type { ShownOnPage } from "../checkout/shown-on-page"
import { newId } from "./ids"

export type CheckoutSessionRecord = {
  session: Stripe.Checkout.Session
  lineItems: Stripe.LineItem[]
  intentData: Stripe.Checkout.SessionCreateParams.PaymentIntentData
  /** Shown on the hosted page. */
  shopName: string
  shown: ShownOnPage
  wantsManualCapture: boolean
  wantsMulticapture: boolean
  /** Known here from the first attempt; the session itself may not show it while it is open. */
  paymentIntentId: string | null
  /** Card waiting for the shopper to answer a 3D Secure challenge. */
  pendingCard: PendingCard | null
}

export type PendingCard = {
  number: string
  email: string
  name: string
  phone?: string
}

export type WebhookEndpointRecord = {
  endpoint: Stripe.WebhookEndpoint
  /** More than one while a secret is being rolled: each signs. */
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
  /** Never sent by itself; only whoever resends it by hand gets it through. */
  isDropped: boolean
}

/** One Stripe account: nothing here is visible with another account's key. */
export type StripeAccount = {
  id: string
  readonly apiKey: string | null
  checkoutSessions: Map<string, CheckoutSessionRecord>
  paymentIntents: Map<string, Stripe.PaymentIntent>
  charges: Map<string, Stripe.Charge>
  /** Test card behind each Charge, because some cards decide what happens to a later refund. */
  cards: Map<string, string>
  refunds: Map<string, Stripe.Refund>
  /** Refunds that only record money released without a capture. */
  releases: Set<string>
  disputes: Map<string, Stripe.Dispute>
  customers: Map<string, Stripe.Customer>
  /** What is left of a customer that was deleted, for objects that still name it. */
  deletedCustomers: Map<string, Stripe.DeletedCustomer>
  coupons: Map<string, Stripe.Coupon>
  events: Map<string, EventRecord>
  webhookEndpoints: Map<string, WebhookEndpointRecord>
  idempotency: Map<string, StoredAnswer>
}

export function createAccount(apiKey: string | null): StripeAccount {
  return {
    id: newId.account(),
    apiKey,
    checkoutSessions: new Map(),
    paymentIntents: new Map(),
    charges: new Map(),
    cards: new Map(),
    refunds: new Map(),
    releases: new Set(),
    disputes: new Map(),
    customers: new Map(),
    deletedCustomers: new Map(),
    coupons: new Map(),
    events: new Map(),
    webhookEndpoints: new Map(),
    idempotency: new Map(),
  }
}
