import { because } from "../../../src/modules/stripe-checkout/domain/reasons/reason"
import { BATCH } from "./batch"
import type { Lease } from "../../../src/modules/stripe-checkout/repositories/leases"
import type { StripeCheckoutModuleService } from "../../../src/modules/stripe-checkout/service"
import { REQUEST_STATEMENTS } from "./request-statements"
import { runListStatements } from "./list-statements"
import { OPERATORS_STATEMENTS } from "./operators-statements"
import type { Samples } from "./samples"
import { SETTINGS_STATEMENTS } from "./settings-statements"

type Rows = StripeCheckoutModuleService

const REASON = because("payment_session_replaced")

const DISPUTE = {
  kind: "dispute",
  stripeId: "du_new",
  status: "needs_response",
  reason: "fraudulent",
  amount: 1000,
  currencyCode: "eur",
  evidenceDueBy: 1_800_000_000,
  evidenceState: "missing",
  isRefundable: false,
  funds: {
    currencyCode: "eur",
    withdrawn: 1000,
    reinstated: 0,
    fees: 1500,
    isComparable: true,
  },
  openedAt: 1_790_000_000,
} as const

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
    money: null,
  },
  isHandled: true,
  isDelivery: true,
})

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

  async leaseMarks({ leaseMarks, leases }, { held }) {
    const lease = await acquire(leases, held.payment_session_id)
    await leaseMarks.leave(held.payment_session_id, "events")
    await leaseMarks.leave(held.payment_session_id, "anything")
    await leaseMarks.collect(lease)
    await leases.releaseDespiteMarks(lease)
  },

  async purchases({ leases, purchases }, { held }) {
    const lease = await acquire(leases, held.payment_session_id)
    await purchases.medusaStatusSince(lease, {
      status: "completed",
      changedAt: "2026-01-01",
    })
    await leases.releaseDespiteMarks(lease)
  },

  async payments({ leases, payments }, { held, open }) {
    const lease = await acquire(leases, held.payment_session_id)
    await payments.write(lease, { capture_before: "2026-01-01" })
    await payments.writeReported(
      lease,
      { reported_status: "authorized" },
      "authorized"
    )
    await leases.releaseDespiteMarks(lease)
    await payments.findForSync(held.payment_session_id)
    await payments.withReplacements(held.payment_session_id)
    await payments.findBy("id", held.id)
    await payments.findBy("payment_session_id", held.payment_session_id)
    await payments.findBy("checkout_session_id", held.checkout_session_id)
    await payments.findBy("payment_intent_id", held.payment_intent_id)
    await payments.findForOrder(held.order_id, held.cart_id)
    await payments.ofPurchase(held.purchase_id)
    await payments.countCheckoutSessions(held.purchase_id)
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

  async paymentList({ paymentList }, samples) {
    await runListStatements(paymentList, samples)
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
    await events.fail(["scevt_new"], REASON)
    await events.unsettled(paymentSessionId)
    await events.settleKnown(paymentSessionId)
    await events.settleProcessed(paymentSessionId, {
      ids: ["scevt_new"],
      reason: REASON,
      types: ["payment_intent.succeeded"],
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

  ...REQUEST_STATEMENTS,

  async rateLimits({ rateLimits }) {
    await rateLimits.reserve({ account: "default", calls: 8, perSecond: 80 })
    await rateLimits.pause("default", 1)
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

  async disputes({ disputes, leases }, { captured }) {
    const lease = await acquire(leases, captured.payment_session_id)
    const { id } = await disputes.save(lease, {
      id: "scdp_new",
      account: "default",
      snapshot: DISPUTE,
    })
    await leases.releaseDespiteMarks(lease)
    await disputes.markReported(id, "dispute")
    await disputes.markClosedBy("du_new", "user_1")
    await disputes.of([captured.payment_session_id, "payses_unknown"])
    await disputes.isInReview(captured.payment_session_id)
    await disputes.isFraudSuspected(captured.payment_session_id)
    await disputes.isReported("du_new")
    await disputes.changedAmong(
      "default",
      Array.from({ length: 100 }, (_, index) => ({
        stripeId: `du_${index}`,
        paymentIntentId: captured.payment_intent_id,
        status: "lost",
      }))
    )
    await disputes.outdated("default", 50)
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

  // After the sweep above, which a requested one would be taken for.
  ...OPERATORS_STATEMENTS,
}

async function acquire(
  leases: Rows["leases"],
  paymentSessionId: string
): Promise<Lease> {
  const lease = await leases.tryToTake(paymentSessionId, "spec")
  if (!lease) throw new Error("The lease is taken")
  return lease
}
