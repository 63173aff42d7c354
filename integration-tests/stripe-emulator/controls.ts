import type Stripe from "stripe"
import type { FaultKind } from "./api/faults"
import type { LoggedRequest } from "./api/request-log"
import type { PayOutcome } from "./checkout/pay-session"
import type { CardFeature } from "./payment/card-features"
import type { ConfirmOutcome } from "./payment/confirm-payment-intent"
import type { DeliveryAttempt, StripeAccount } from "./state/account"
import type { LostKeyKind, RefundOutcome } from "./state/emulator"
import type { Switches } from "./state/switches"
import type { HeldRequestView } from "./api/faults"
import { actDuringNext } from "./control/client/act-during-next"
import { commandRunner } from "./control/client/command-runner"
import { dashboardControls } from "./control/client/dashboard-controls"
import { moneyControls } from "./control/client/money-controls"
import { webhookControls } from "./control/client/webhook-controls"

export type { FaultKind, HeldRequestView, LoggedRequest, PayOutcome, Switches }

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
  /** What was tried to increment an authorization; the PaymentIntent shows only what is held now. */
  increments: StripeAccount["increments"]
  disputes: Stripe.Dispute[]
  reviews: Stripe.Review[]
  early_fraud_warnings: Stripe.Radar.EarlyFraudWarning[]
  customers: Stripe.Customer[]
  payment_methods: Stripe.PaymentMethod[]
  webhook_endpoints: Stripe.WebhookEndpoint[]
}

export type EmulatedEvent = Stripe.EventBase & { attempts: DeliveryAttempt[] }

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
      paid: {
        card?: string
        email?: string
        name?: string
        /** Instead of a card; the Checkout Session must offer it. */
        method?: "sepa_debit"
        /** The wallet that holds the card. */
        wallet?: "apple_pay" | "google_pay"
        /** A saved card that the page shows, by its PaymentMethod. */
        savedCard?: string
        /** Ticks the box that saves the card. */
        save?: boolean
        /** What the issuer allows for this payment, whatever the switches say. */
        grants?: readonly CardFeature[]
      } = {}
    ) => {
      const { grants, savedCard, ...others } = paid
      return run<PayOutcome>("pay", {
        checkout_session: checkoutSession,
        ...others,
        saved_card: savedCard,
        grants: grants?.join(", "),
      })
    },
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
    money: moneyControls(run),
    webhooks: webhookControls(run),
    lapseAuthorization: (paymentIntent: string) =>
      run<Stripe.PaymentIntent>("lapse_authorization", {
        payment_intent: paymentIntent,
      }),
    /** The bank's final answer to a refund. A refund that succeeded may still fail. */
    settleRefund: (
      refund: string,
      outcome: "succeeded" | "failed",
      failureReason?: string
    ) =>
      run<Stripe.Refund>("settle_refund", {
        refund,
        outcome,
        failure_reason: failureReason,
      }),
    /** The bank's answer to a debit that is `processing`; takes the id of the Checkout Session or the PaymentIntent. */
    settleDebit: (payment: string, outcome: "succeeded" | "failed") =>
      run<Stripe.PaymentIntent>("settle_debit", { payment, outcome }),
    /** The status with which the next refund starts. Several calls queue up. */
    setNextRefundOutcome: (
      outcome: RefundOutcome["status"],
      failureReason?: string
    ) =>
      run("set_next_refund_outcome", {
        outcome,
        failure_reason: failureReason,
      }),
    /** The issuer's answer to the next capture. Several calls queue up. */
    setNextCaptureOutcome: (outcome: { code: string; declineCode?: string }) =>
      run("set_next_capture_outcome", {
        code: outcome.code,
        decline_code: outcome.declineCode,
      }),
    /** The issuer's answer to the next increment of a hold. Several calls queue up. */
    setNextIncrementOutcome: (outcome: {
      code: string
      declineCode?: string
    }) =>
      run("set_next_increment_outcome", {
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
    /** From now on a saved card counts as this test card: its issuer declines it, or wants the customer. */
    setSavedCard: (paymentMethod: string, card: string) =>
      run("set_saved_card", { payment_method: paymentMethod, card }),
    /**
     * Holds the next request that matches inside the emulator, acts meanwhile, and lets it continue. Resolves as soon as it
     * is set up; `acted` is what the action returned.
     */
    actDuringNext: actDuringNext(run),
    /** Until `restoreKey`, Stripe does not know this key (default: any), or takes it for another account's. */
    loseKey: (kind: LostKeyKind, apiKey?: string) =>
      run("lose_key", { kind, api_key: apiKey }),
    restoreKey: (apiKey?: string) => run("restore_key", { api_key: apiKey }),
    /** Requests per second before Stripe answers 429; 0 for no limit. */
    setRateLimit: (perSecond: number) =>
      run("set_rate_limit", { per_second: perSecond }),
    /** Clears all faults and releases held webhooks. Clock and switches stay. */
    backToNormal: () => run("back_to_normal"),
    clearFaults: () => run("clear_faults"),
    /** Requests held by `timeout_before` and `timeout_after`. */
    held: () => run<HeldRequestView[]>("held"),
    releaseHeld: (hold?: string) =>
      run<{ released: number }>("release_held", { hold }),
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
