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
    intents: ledger.payment_intents.map(readIntent),
    refunds: ledger.refunds.map((refund) =>
      readRefund(refund, ledger.releases.includes(refund.id))
    ),
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

function readIntent(intent: EmulatedLedger["payment_intents"][number]): Intent {
  const { id, status, currency, metadata } = intent
  return {
    id,
    status,
    currency,
    amount: intent.amount,
    amount_capturable: intent.amount_capturable,
    amount_received: intent.amount_received,
    payment_session_id: metadata["payment_session_id"] ?? null,
    order_id: metadata["order_id"] ?? null,
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
