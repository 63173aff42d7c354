/**
 * Is this delivery really from Stripe, fresh, and meant for this account and mode?
 *
 * Nothing but ids and facts about the event itself leaves this file: what happened
 * to the money is read from Stripe, never from the payload.
 */

import Stripe from "stripe"

import type { DisputeKind } from "../domain/disputes/dispute"
import { type MoneyClaim, readMoneyClaim } from "./money-claim"

/** Stripe's own default. Retries get a new signature, so an old timestamp is a replay. */
const SIGNATURE_TOLERANCE_SECONDS = 300

export interface WebhookDelivery {
  readonly rawBody: Buffer | string | undefined
  readonly signature: string | string[] | undefined
  /** By Stripe's clock. */
  readonly receivedAt: Date
}

export interface WebhookExpectation {
  /** Newest first; a delivery signed with any of them counts, so secrets can rotate. */
  readonly webhookSecrets: readonly string[]
  readonly isLiveMode: boolean
}

export interface VerifiedEvent {
  readonly eventId: string
  readonly type: string
  readonly apiVersion: string | null
  readonly createdAt: Date
  readonly objectId: string | null
  readonly paymentSessionId: string | null
  readonly checkoutSessionId: string | null
  readonly paymentIntentId: string | null
  /** What an event about a refund claims; only to see that it says nothing new. */
  readonly refundStatus: string | null
  /** What an event about the money itself claims; likewise. */
  readonly money: MoneyClaim | null
}

export type WebhookVerdict =
  | { readonly isGenuine: true; readonly event: VerifiedEvent }
  | { readonly isGenuine: false; readonly reason: string }

const NO_SIGNATURE = "The Stripe-Signature header is missing."

const NO_MATCH =
  "The signature matches none of the webhook secrets, or is older than five minutes."

/** What can be said before the body is read. @returns null where the body decides. */
export function findUnusableSignature({
  signature,
  receivedAt,
}: Pick<WebhookDelivery, "signature" | "receivedAt">): string | null {
  if (typeof signature !== "string" || signature === "") {
    return NO_SIGNATURE
  }
  const stamp = Number(/(?:^|,)\s*t=(\d{1,12})/.exec(signature)?.[1])
  const age = receivedAt.getTime() / 1000 - stamp
  // The SDK refuses old timestamps only. A malformed one is no number, and not recent either.
  if (age < -SIGNATURE_TOLERANCE_SECONDS) {
    return "The signature is from the future; check the server's clock."
  }
  return age <= SIGNATURE_TOLERANCE_SECONDS ? null : NO_MATCH
}

export function verifyWebhook(
  delivery: WebhookDelivery,
  expected: WebhookExpectation
): WebhookVerdict {
  const { rawBody, signature, receivedAt } = delivery
  const objection = findUnusableSignature(delivery)
  if (objection || typeof signature !== "string") {
    return rejected(objection ?? NO_SIGNATURE)
  }
  if (!rawBody?.length) {
    return rejected("The delivery has no body.")
  }
  const event = expected.webhookSecrets
    .map((secret) => constructEvent({ rawBody, signature, secret, receivedAt }))
    .find((candidate) => candidate !== null)
  if (!event) {
    return rejected(NO_MATCH)
  }
  if (event.livemode !== expected.isLiveMode) {
    return rejected(
      event.livemode
        ? "This is a live event, but the store uses a test key."
        : "This is a test event, but the store uses a live key."
    )
  }
  if (!isWellFormed(event)) {
    return rejected("The body is not a Stripe event.")
  }
  return { isGenuine: true, event: readEvent(event) }
}

function rejected(reason: string): WebhookVerdict {
  return { isGenuine: false, reason }
}

function constructEvent({
  rawBody,
  signature,
  secret,
  receivedAt,
}: {
  readonly rawBody: Buffer | string
  readonly signature: string
  readonly secret: string
  readonly receivedAt: Date
}): Stripe.Event | null {
  try {
    return Stripe.webhooks.constructEvent(
      rawBody,
      signature,
      secret,
      SIGNATURE_TOLERANCE_SECONDS,
      undefined,
      receivedAt.getTime()
    )
  } catch {
    // Wrong secret, stale, malformed, no JSON, a thin event: never usable.
    return null
  }
}

/** A valid signature does not make it well formed: any signed JSON parses as an event. */
function isWellFormed(event: Stripe.Event): boolean {
  const { id, type, created, data } = event as Partial<Stripe.Event>
  return (
    typeof id === "string" &&
    typeof type === "string" &&
    typeof created === "number" &&
    isRecord(data?.object)
  )
}

/** Ids and facts about the event itself; what happened is read from Stripe. */
export function readEvent(event: Stripe.Event): VerifiedEvent {
  const object = event.data.object as unknown as Record<string, unknown>
  const objectId = readId(object["id"])
  const kind = object["object"]
  return {
    eventId: event.id,
    type: event.type,
    apiVersion: event.api_version,
    createdAt: new Date(event.created * 1000),
    objectId,
    paymentSessionId: readPaymentSessionId(object["metadata"]),
    checkoutSessionId: kind === "checkout.session" ? objectId : null,
    paymentIntentId:
      kind === "payment_intent" ? objectId : readId(object["payment_intent"]),
    refundStatus: kind === "refund" ? readId(object["status"]) : null,
    money: readMoneyClaim(event),
  }
}

/** An expandable field holds an id or the object. */
function readId(value: unknown): string | null {
  if (typeof value === "string") {
    return value
  }
  return isRecord(value) && typeof value["id"] === "string" ? value["id"] : null
}

function readPaymentSessionId(metadata: unknown): string | null {
  return isRecord(metadata) ? readId(metadata["payment_session_id"]) : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null
}

/**
 * The events that trigger a sync of a payment, as listed in the README; everything else
 * that Stripe sends is stored as ignored.
 */
export const HANDLED_EVENT_TYPES = [
  "checkout.session.completed",
  "checkout.session.expired",
  "checkout.session.async_payment_succeeded",
  "checkout.session.async_payment_failed",
  "payment_intent.amount_capturable_updated",
  "payment_intent.succeeded",
  "payment_intent.payment_failed",
  "payment_intent.canceled",
  "charge.captured",
  "charge.expired",
  "charge.refunded",
  "refund.created",
  "refund.updated",
  "refund.failed",
  "charge.dispute.created",
  "charge.dispute.updated",
  "charge.dispute.closed",
  "charge.dispute.funds_withdrawn",
  "charge.dispute.funds_reinstated",
  "review.opened",
  "review.closed",
  "radar.early_fraud_warning.created",
  "radar.early_fraud_warning.updated",
] as const

const handled = new Set<string>(HANDLED_EVENT_TYPES)

const DISPUTE_KINDS: readonly (readonly [string, DisputeKind])[] = [
  ["charge.dispute.", "dispute"],
  ["review.", "review"],
  ["radar.early_fraud_warning.", "fraud_warning"],
]

/** What an event is about that is not about the payment's own money; else null. */
export function disputeKindOf(type: string): DisputeKind | null {
  const found = DISPUTE_KINDS.find(([prefix]) => type.startsWith(prefix))
  return found?.[1] ?? null
}

export function isHandledEventType(type: string): boolean {
  return handled.has(type)
}
