import { because } from "../../../src/modules/stripe-checkout/domain/reasons/reason"
import type { Lease } from "../../../src/modules/stripe-checkout/repositories/leases"
import type { StripeCheckoutModuleService } from "../../../src/modules/stripe-checkout/service"
import type { Samples } from "./samples"
import { SETTINGS_STATEMENTS } from "./settings-statements"

type Rows = StripeCheckoutModuleService

const REASON = because("payment_session_replaced")

const eventOf = (paymentSessionId: string) => ({
  id: "scevt_new",
  account: "default",
  event: {
    eventId: "evt_new",
    type: "payment_intent.succeeded",
    apiVersion: null,
    createdAt: new Date(),
    objectId: null,
    paymentSessionId,
    checkoutSessionId: null,
    paymentIntentId: null,
    refundStatus: null,
  },
  isHandled: true,
  isDelivery: true,
})

const BATCH = { olderThanDays: 30, limit: 100 }

/** Each statement on the plugin's own tables, by the property of the module's service that runs it. */
export const OWN_STATEMENTS: Readonly<
  Record<string, (rows: Rows, samples: Samples) => Promise<void>>
> = {
  async leases({ leases }, { held }) {
    const lease = await acquire(leases, held.payment_session_id)
    await leases.renew(lease)
    await leases.take(held.payment_session_id, "other")
    await leases.take("payses_unknown", "other")
    await leases.markOtherPayments(lease)
    await leases.releaseUnlessMarked(lease)
    await leases.releaseDespiteMarks(lease)
  },

  async purchases({ leases, purchases }, { held }) {
    const lease = await acquire(leases, held.payment_session_id)
    await purchases.reportedStatus(held.purchase_id)
    await purchases.reportStatus(lease, "authorized")
    await purchases.medusaStatusSince(lease, {
      status: "completed",
      changedAt: "2026-01-01",
    })
    await leases.releaseDespiteMarks(lease)
  },

  async payments({ leases, payments }, { held, open }) {
    const lease = await acquire(leases, held.payment_session_id)
    await payments.write(lease, { capture_before: "2026-01-01" })
    await leases.releaseDespiteMarks(lease)
    await payments.findBy("replaces_payment_session_id", "payses_unknown")
    await payments.findBy("id", held.id)
    await payments.findBy("payment_session_id", held.payment_session_id)
    await payments.findBy("checkout_session_id", held.checkout_session_id)
    await payments.findBy("payment_intent_id", held.payment_intent_id)
    await payments.findForOrder(held.order_id, held.cart_id)
    await payments.ofPurchase(held.purchase_id)
    await payments.withOpenCheckoutSession(open.cart_id)
    await payments.withOpenLinkOf(held.order_id)
    await payments.storeOnce({
      id: "scpay_new",
      paymentSessionId: "payses_new",
      account: "default",
      cartId: "cart_new",
      orderId: null,
      purchaseId: "cart_new",
      currencyCode: "eur",
      amount: "10",
    })
    await payments.adoptCheckoutSession("payses_new", "cs_new")
  },

  async duePayments({ duePayments, leases }, { held }) {
    const lease = await acquire(leases, held.payment_session_id)
    await duePayments.postpone(lease, { delayMs: 1000, reason: REASON })
    await leases.releaseDespiteMarks(lease)
    await duePayments.markDue([held.payment_session_id])
    await duePayments.due(100)
  },

  async paymentsWithoutOrder({ paymentsWithoutOrder }, { open }) {
    await paymentsWithoutOrder.list({ limit: 20, offset: 0 })
    await paymentsWithoutOrder.count()
    await paymentsWithoutOrder.clearBackOff(open.payment_session_id)
  },

  async replacedPayments({ leases, replacedPayments }, { open }) {
    const lease = await acquire(leases, open.payment_session_id)
    await replacedPayments.transferTo(lease, {
      id: "scpay_replacement",
      paymentSessionId: "payses_replacement",
      paymentIntentId: null,
    })
    await leases.releaseDespiteMarks(lease)
  },

  async incomingEvents({ incomingEvents }, { held }) {
    await incomingEvents.store(eventOf(held.payment_session_id))
  },

  async events({ events, incomingEvents }, { held }) {
    const paymentSessionId = held.payment_session_id
    const incoming = eventOf(paymentSessionId)
    await incomingEvents.store(incoming)
    await events.fail(["scevt_new"], "It failed.")
    await events.unsettled(paymentSessionId)
    await events.settleProcessed(paymentSessionId, {
      ids: ["scevt_new"],
      reason: "In sync.",
    })
    await events.forgotten(100)
    const all = { eventId: null, onlyFailed: false, from: null, until: null }
    await events.replay({ ...all, eventId: "evt_new" })
    await events.replay({ ...all, onlyFailed: true })
    const hour = 60 * 60 * 1000
    await events.replay({
      ...all,
      from: new Date(Date.now() - hour).toISOString(),
      until: new Date(Date.now() + hour).toISOString(),
    })
    await events.prune(BATCH)
    await events.pruneUnsettled(BATCH)
  },

  async operations({ operations }, { held }) {
    const payment = {
      paymentSessionId: held.payment_session_id,
      orderId: held.order_id,
      currencyCode: "eur",
      reason: REASON,
    }
    await operations.request({
      ...payment,
      id: "scop_requested",
      kind: "capture",
      source: "rule",
      amount: null,
      trigger: "request",
      rule: null,
      actor: null,
      requestedByStatus: "ready_for_capture",
      isRejected: false,
    })
    await operations.begin({
      ...payment,
      id: "scop_begun",
      kind: "record",
      trigger: "begin",
    })
    await operations.nextPending(held.payment_session_id)
    await operations.markBegun("scop_requested")
    await operations.firstRequestedAt(held.order_id, "request")
    await operations.answeredStatuses(held.order_id)
    await operations.findByTrigger(held.payment_session_id, "request")
    await operations.find("scop_requested")
    await operations.recordAttempt("scop_requested", REASON)
    const outcome = { status: "succeeded", reason: REASON } as const
    await operations.settle("scop_requested", outcome)
    await operations.settleInterrupted(
      held.payment_session_id,
      new Set(["record"] as const)
    )
  },

  async operationHistory({ operationHistory }, { captured }) {
    await operationHistory.capturesOf(captured.payment_session_id)
    await operationHistory.lastTriedCapture(captured.payment_session_id)
    await operationHistory.newest(captured.payment_session_id)
    await operationHistory.prune(BATCH)
  },

  async requests({ requests }, { held }) {
    await requests.record({
      requestId: "request_new",
      trigger: "request:new",
      orderId: held.order_id,
      kind: "capture",
      requestedAmount: null,
      currencyCode: "eur",
      actor: null,
      reason: REASON,
      parts: [
        {
          id: "scop_part",
          paymentSessionId: held.payment_session_id,
          amount: null,
        },
      ],
    })
    await requests.find("request_new")
    await requests.paymentSessionsOf({
      order_id: held.order_id,
      trigger: "request:new",
    })
  },

  async discrepancies({ discrepancies }, { captured }) {
    await discrepancies.record({
      id: "scdis_new",
      paymentSessionId: captured.payment_session_id,
      orderId: captured.order_id,
      kind: "manual_review",
      status: "open",
      reason: REASON,
      currencyCode: "eur",
      medusaCaptured: "1",
      medusaRefunded: "0",
      stripeCapturable: "0",
      stripeCaptured: "2",
      stripeRefunded: "0",
    })
    await discrepancies.resolve(captured.payment_session_id, {
      onlyOf: null,
      stillOpen: ["other"],
    })
    await discrepancies.prune(BATCH)
  },

  async runs({ runs }) {
    const run = await runs.take({
      id: "scrun_new",
      account: "default",
      owner: "spec",
      firstStage: "events",
      everyMinutes: 0,
    })
    if (!run) throw new Error("No run was started")
    await runs.progress(run, { stage: "objects" })
    await runs.finish(run, { status: "succeeded", reason: null })
    await runs.newest("default")
    await runs.prune(BATCH)
  },

  ...SETTINGS_STATEMENTS,

  async backlog({ backlog }) {
    await backlog.read("default")
  },
}

async function acquire(
  leases: Rows["leases"],
  paymentSessionId: string
): Promise<Lease> {
  const lease = await leases.tryToTake(paymentSessionId, "spec")
  if (!lease) throw new Error("The lease is taken")
  return lease
}
