import { because } from "../../../src/modules/stripe-checkout/domain/reasons/reason"
import type { StripeCheckoutModuleService } from "../../../src/modules/stripe-checkout/service"
import { BATCH } from "./batch"
import type { Samples } from "./samples"

const REASON = because("payment_session_replaced")

/** Each statement on the payment history, and on what is requested. */
export const REQUEST_STATEMENTS: Readonly<
  Record<
    string,
    (rows: StripeCheckoutModuleService, samples: Samples) => Promise<void>
  >
> = {
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
    await operations.markBegun("scop_requested", "0")
    await operations.firstRequestedAt(held.order_id, "request")
    await operations.findByTrigger(held.payment_session_id, "request")
    await operations.find("scop_requested")
    await operations.recordAttempt("scop_requested", REASON)
    await operations.explainPending("payses_unknown", REASON)
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
    await operationHistory.decisive(
      captured.payment_session_id,
      captured.order_id
    )
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
    await requests.recordLinkAction({
      id: "scop_link",
      paymentSessionId: held.payment_session_id,
      orderId: held.order_id,
      kind: "payment_link",
      amount: "10",
      currencyCode: "eur",
      requestId: "link_new",
      actor: null,
      reason: REASON,
    })
    await requests.find("request_new")
    await requests.paymentSessionsOf({
      order_id: held.order_id,
      trigger: "request:new",
    })
  },

  async bulkRequests({ bulkRequests }, { held }) {
    await bulkRequests.holdsOf([held.order_id])
    await bulkRequests.record([
      {
        id: "scop_bulk",
        paymentSessionId: held.payment_session_id,
        orderId: held.order_id,
        kind: "capture",
        amount: null,
        requestedAmount: null,
        requestId: "bulk_request_new",
        bulkId: "scbulk_new",
        currencyCode: "eur",
        trigger: "request:scbulk_new",
        actor: null,
        reason: REASON,
      },
    ])
    await bulkRequests.findId("bulk_request_new")
    await bulkRequests.find("scbulk_new")
    await bulkRequests.newest(20)
    await bulkRequests.claim(5)
    await bulkRequests.stop("scbulk_new", null)
    await bulkRequests.resume("scbulk_new", null)
    await bulkRequests.amountsOf("scbulk_new")
    await bulkRequests.orderIdsOf("scbulk_new")
    await bulkRequests.resultsOf("scbulk_new", {
      status: "pending",
      limit: 20,
      offset: 0,
    })
  },
}
