/** Reads the emulator over HTTP, as any other client does. */
import {
  createEmulatorControls,
  type EmulatedEvent,
  type Ledger as EmulatedLedger,
  type LoggedRequest,
} from "../stripe-emulator/controls"
import type {
  CheckoutSession,
  DeliveredEvent,
  Dispute,
  Intent,
  Ledger,
  Refund,
  Request,
} from "./stripe-ledger"

/** The account has endpoints of other programs too; the plugin need not know what they acknowledged. */
const WEBHOOK = "/hooks/stripe-checkout"

export async function readStripeLedger(emulatorUrl: string): Promise<Ledger> {
  const stripe = createEmulatorControls(emulatorUrl)
  const [ledger, events, requests] = await Promise.all([
    stripe.ledger(),
    stripe.events(),
    stripe.requests(),
  ])
  return {
    isMulticaptureGranted: ledger.switches.multicapture,
    checkoutSessions: ledger.checkout_sessions.map(readCheckoutSession),
    intents: ledger.payment_intents.map((intent) => readIntent(intent, ledger)),
    refunds: ledger.refunds.map((refund) =>
      readRefund(refund, ledger.releases.includes(refund.id))
    ),
    disputes: [
      ...ledger.disputes.map(readDispute),
      ...ledger.reviews.map(readReview),
      ...ledger.early_fraud_warnings.map(readWarning),
    ],
    events: events.map((event) => readEvent(event, ledger)),
    // Only a POST can move money.
    requests: requests
      .filter(({ method }) => method === "POST")
      .map(readRequest),
  }
}

function readCheckoutSession(
  session: EmulatedLedger["checkout_sessions"][number]
): CheckoutSession {
  const { id, status, amount_total, currency, metadata } = session
  return {
    id,
    status,
    amount_total,
    currency,
    payment_session_id: metadata?.["payment_session_id"] ?? null,
    payment_intent_id: session.known_payment_intent,
  }
}

function readIntent(
  intent: EmulatedLedger["payment_intents"][number],
  { charges, increments }: EmulatedLedger
): Intent {
  const { id, status, currency, metadata } = intent
  const charge = charges.find((one) => one.id === idOf(intent.latest_charge))
  const card = charge?.payment_method_details?.card
  return {
    id,
    status,
    currency,
    amount: card?.amount_authorized ?? intent.amount,
    amount_capturable: intent.amount_capturable,
    amount_received: intent.amount_received,
    incremented_by: increments
      .filter((one) => one.payment_intent === id && !one.is_declined)
      .reduce((sum, { from, to }) => sum + to - from, 0),
    ...grantsOf(card),
    payment_session_id: metadata["payment_session_id"] ?? null,
    order_id: metadata["order_id"] ?? null,
    is_placed_at_once: metadata["delayed_payments"] === "place_at_once",
  }
}

type CardDetails = NonNullable<
  EmulatedLedger["charges"][number]["payment_method_details"]
>["card"]

function grantsOf(
  card: CardDetails | undefined
): Pick<Intent, "is_multicapture" | "most_capturable"> {
  const overcapture = card?.overcapture
  return {
    ...(overcapture?.status === "available"
      ? { most_capturable: overcapture.maximum_amount_capturable }
      : {}),
    is_multicapture: card?.multicapture?.status === "available",
  }
}

function readRefund(
  refund: EmulatedLedger["refunds"][number],
  isRelease: boolean
): Refund {
  return {
    id: refund.id,
    payment_intent_id: idOf(refund.payment_intent) ?? "",
    amount: refund.amount,
    status: refund.status ?? "",
    refunded_before: refund.metadata?.["refunded_before"] ?? null,
    is_release: isRelease,
  }
}

type Emulated<Name extends "disputes" | "reviews" | "early_fraud_warnings"> =
  EmulatedLedger[Name][number]

function readDispute(dispute: Emulated<"disputes">): Dispute {
  const { amount, balance_transactions, id, payment_intent, status } = dispute
  const sum = (isWanted: (amount: number) => boolean): number =>
    balance_transactions
      .map(
        (move) =>
          Math.sign(move.amount) * move.amount * (isWanted(move.amount) ? 1 : 0)
      )
      .reduce((total, moved) => total + moved, 0)
  return {
    id,
    payment_intent_id: idOf(payment_intent) ?? "",
    status,
    is_open: !["won", "lost", "warning_closed", "prevented"].includes(status),
    amount,
    withdrawn: sum((moved) => moved < 0),
    reinstated: sum((moved) => moved > 0),
  }
}

const NO_MONEY = { amount: null, withdrawn: 0, reinstated: 0 }

function readReview(review: Emulated<"reviews">): Dispute {
  const { id, open, payment_intent, reason } = review
  return {
    ...NO_MONEY,
    id,
    payment_intent_id: idOf(payment_intent ?? null) ?? "",
    status: open ? "open" : reason,
    is_open: open,
  }
}

function readWarning(warning: Emulated<"early_fraud_warnings">): Dispute {
  const { actionable, id, payment_intent } = warning
  return {
    ...NO_MONEY,
    id,
    payment_intent_id: idOf(payment_intent ?? null) ?? "",
    status: actionable ? "actionable" : "not_actionable",
    is_open: actionable,
  }
}

function readEvent(
  { id, type, data, attempts }: EmulatedEvent,
  { webhook_endpoints }: EmulatedLedger
): DeliveredEvent {
  const object = data.object as { id?: string }
  const acknowledged = attempts
    .filter(({ status }) => status !== null && status >= 200 && status < 300)
    .flatMap(({ endpointId }) =>
      webhook_endpoints.filter((endpoint) => endpoint.id === endpointId)
    )
    .map(({ url }) => new URL(url).pathname)
    .filter((path) => path.includes(WEBHOOK))
  return {
    id,
    type,
    object_id: object.id ?? null,
    acknowledged_by: [...new Set(acknowledged)],
  }
}

function readRequest(request: LoggedRequest): Request {
  const { method, path, params, idempotency_key, status, replayed } = request
  return {
    method,
    path,
    params,
    idempotency_key,
    status,
    is_replayed: replayed,
  }
}

function idOf(reference: string | { id: string } | null): string | null {
  return typeof reference === "string" ? reference : (reference?.id ?? null)
}
