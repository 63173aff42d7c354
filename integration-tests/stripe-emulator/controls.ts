import type Stripe from "stripe"
import type { FaultKind } from "./api/faults"
import type { LoggedRequest } from "./api/request-log"
import type { PayOutcome } from "./checkout/pay-session"
import type { ConfirmOutcome } from "./payment/confirm-payment-intent"
import type { DeliveryAttempt } from "./state/account"
import type { Switches } from "./state/switches"

export type { FaultKind, LoggedRequest, PayOutcome, Switches }

export type Ledger = {
  accounts: string[]
  switches: Switches
  checkout_sessions: (Omit<Stripe.Checkout.Session, "line_items"> & {
    line_items: Stripe.LineItem[]
    known_payment_intent: string | null
  })[]
  payment_intents: Stripe.PaymentIntent[]
  charges: Stripe.Charge[]
  refunds: Stripe.Refund[]
  /** Ids of the refunds that only record money released without a capture. */
  releases: string[]
  disputes: Stripe.Dispute[]
  customers: Stripe.Customer[]
  webhook_endpoints: Stripe.WebhookEndpoint[]
}

export type EmulatedEvent = Stripe.EventBase & { attempts: DeliveryAttempt[] }

export type HeldRequestView = {
  id: string
  method: string
  path: string
  phase: "before" | "after"
}

export type WebhookRegistration = {
  url: string
  secret: string
  enabledEvents?: readonly string[]
  apiVersion?: string
  /** Selects the account if the emulator has several. */
  apiKey?: string
}

export type FaultOrder = {
  kind: FaultKind
  method?: "GET" | "POST" | "DELETE"
  /** Prefix of the path, or a regular expression over it. */
  path?: string | RegExp
  times?: number
  /** For `slow`. */
  seconds?: number
}

export type EmulatorControls = ReturnType<typeof createEmulatorControls>

/** Controls an emulator over HTTP, so it works from any process. */
export function createEmulatorControls(url: string) {
  const run = commandRunner(url)
  return {
    url,
    registerWebhookEndpoint: (registration: WebhookRegistration) =>
      run<Stripe.WebhookEndpoint>("webhooks/register", {
        url: registration.url,
        secret: registration.secret,
        enabled_events: registration.enabledEvents,
        api_version: registration.apiVersion,
        api_key: registration.apiKey,
      }),
    /** Deletes everything but the webhook endpoints, and resets clock and switches. */
    reset: () => run("reset"),
    advanceClock: (seconds: number) =>
      run<{ now: number }>("advance_clock", { seconds }),
    now: async () => (await run<{ now: number }>("now")).now,
    pay: (
      checkoutSession: string,
      paid: { card?: string; email?: string; name?: string } = {}
    ) => run<PayOutcome>("pay", { checkout_session: checkoutSession, ...paid }),
    /** Answers a 3D Secure challenge. */
    authenticate: (
      checkoutSession: string,
      outcome: "complete" | "fail" | "cancel"
    ) =>
      run<PayOutcome>("authenticate", {
        checkout_session: checkoutSession,
        outcome,
      }),
    /** Submits the card form on a merchant's own page. */
    confirmPaymentIntent: (
      paymentIntent: string,
      paid: { card?: string; email?: string; name?: string } = {}
    ) =>
      run<ConfirmOutcome>("confirm_payment_intent", {
        payment_intent: paymentIntent,
        ...paid,
      }),
    /** Leaves the hosted page. Nothing changes at Stripe. */
    back: (checkoutSession: string) =>
      run<{ redirectUrl: string | null }>("back", {
        checkout_session: checkoutSession,
      }),
    dashboard: dashboardControls(run),
    webhooks: webhookControls(run),
    lapseAuthorization: (paymentIntent: string) =>
      run<Stripe.PaymentIntent>("lapse_authorization", {
        payment_intent: paymentIntent,
      }),
    settleRefund: (refund: string, outcome: "succeeded" | "failed") =>
      run<Stripe.Refund>("settle_refund", { refund, outcome }),
    /** The issuer's answer to the next capture. Several calls queue up. */
    setNextCaptureOutcome: (outcome: { code: string; declineCode?: string }) =>
      run("set_next_capture_outcome", {
        code: outcome.code,
        decline_code: outcome.declineCode,
      }),
    failNext: ({ path, ...order }: FaultOrder) =>
      run("fail_next", {
        ...order,
        ...(path instanceof RegExp ? { pattern: path.source } : { path }),
      }),
    /** The next card counts as this test card, whatever its number. Several calls queue up. */
    setNextCard: (card: string) => run("set_next_card", { card }),
    /** Requests per second before Stripe answers 429; 0 for no limit. */
    setRateLimit: (perSecond: number) =>
      run("set_rate_limit", { per_second: perSecond }),
    /** Clears all faults and releases held webhooks. Clock and switches stay. */
    backToNormal: () => run("back_to_normal"),
    clearFaults: () => run("clear_faults"),
    /** Requests held by `timeout_before` and `timeout_after`. */
    held: () => run<HeldRequestView[]>("held"),
    releaseHeld: () => run<{ released: number }>("release_held"),
    setSwitch: <Name extends keyof Switches>(
      name: Name,
      value: Switches[Name]
    ) => run<Switches>("set_switch", { name, value }),
    ledger: () => run<Ledger>("ledger"),
    requests: () => run<LoggedRequest[]>("requests"),
    unknownRoutes: () => run<string[]>("unknown_routes"),
    /** Oldest first. */
    events: (filter: { type?: Stripe.Event.Type } = {}) =>
      run<EmulatedEvent[]>("events", filter),
  }
}

type Run = <Result>(command: string, given?: object) => Promise<Result>

function dashboardControls(run: Run) {
  return {
    capture: (paymentIntent: string, amount?: number) =>
      run<Stripe.PaymentIntent>("dashboard/capture", {
        payment_intent: paymentIntent,
        amount,
      }),
    cancel: (paymentIntent: string) =>
      run<Stripe.PaymentIntent>("dashboard/cancel", {
        payment_intent: paymentIntent,
      }),
    refund: (
      paymentIntent: string,
      amount?: number,
      reason?: Stripe.RefundCreateParams.Reason
    ) =>
      run<Stripe.Refund>("dashboard/refund", {
        payment_intent: paymentIntent,
        amount,
        reason,
      }),
    /** Only before the bank has begun to process it. */
    cancelRefund: (refund: string) =>
      run<Stripe.Refund>("dashboard/cancel_refund", { refund }),
    expireCheckoutSession: (checkoutSession: string) =>
      run<Stripe.Checkout.Session>("dashboard/expire_checkout_session", {
        checkout_session: checkoutSession,
      }),
    /** Action of a bank, visible in the Dashboard. */
    dispute: (
      paymentIntent: string,
      { isInquiry, reason }: { reason?: string; isInquiry?: boolean } = {}
    ) =>
      run<Stripe.Dispute>("dashboard/dispute", {
        payment_intent: paymentIntent,
        reason,
        is_inquiry: isInquiry,
      }),
    closeDispute: (dispute: string, outcome: "won" | "lost") =>
      run<Stripe.Dispute>("dashboard/close_dispute", { dispute, outcome }),
    openReview: (paymentIntent: string) =>
      run<Stripe.Review>("dashboard/open_review", {
        payment_intent: paymentIntent,
      }),
    /** Every outcome but `approved` refunds the payment in full. */
    closeReview: (
      review: string,
      outcome: "approved" | "refunded" | "refunded_as_fraud"
    ) => run<Stripe.Review>("dashboard/close_review", { review, outcome }),
  }
}

function webhookControls(run: Run) {
  return {
    pause: () => run("webhooks/pause"),
    resume: (
      order: "oldest_first" | "newest_first" | "shuffled" = "oldest_first"
    ) => run("webhooks/resume", { order }),
    /** The next events are never delivered. */
    dropNext: (times: number) => run("webhooks/drop_next", { times }),
    duplicateNext: (times: number) => run("webhooks/duplicate_next", { times }),
    /** For each of the next changes, Stripe creates two event objects. */
    doubleNext: (times: number) => run("webhooks/double_next", { times }),
    delayNext: (times: number, seconds: number) =>
      run("webhooks/delay_next", { times, seconds }),
    signNextWith: (secret: string, times = 1) =>
      run("webhooks/sign_next_with", { secret, times }),
    rollSecret: (endpoint: string, secret?: string) =>
      run<{ secret: string }>("webhooks/roll_secret", { endpoint, secret }),
    setRetryDelays: (seconds: readonly number[]) =>
      run("webhooks/set_retry_delays", { seconds }),
    /** Like "Resend" in the Dashboard; returns the status of each endpoint. */
    deliver: (event: string) =>
      run<{ statuses: number[] }>("webhooks/deliver", { event }),
    /** The event under another id, signed with a secret that is not the endpoint's; returns each endpoint's status. */
    forge: (event: string, secret?: string) =>
      run<{ statuses: number[] }>("webhooks/forge", { event, secret }),
    /** Resolves when no delivery is in flight and none is due. */
    idle: () => run<{ idle: true }>("webhooks/idle"),
  }
}

function commandRunner(url: string): Run {
  return async <Result>(command: string, given: object = {}) => {
    const response = await fetch(`${url}/_emulator/${command}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(given),
    })
    const result: unknown = await response.json()
    if (!response.ok) {
      const { error } = result as { error?: string }
      throw new Error(`Stripe emulator: ${error ?? String(response.status)}`)
    }
    return result as Result
  }
}
