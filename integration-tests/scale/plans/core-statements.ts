import type { CoreTables } from "../../../src/modules/stripe-checkout/core-tables/core-tables"
import { LARGEST_COUNT } from "../../../src/modules/stripe-checkout/repositories/payment-list"
import type { Samples } from "./samples"

/** Each statement on Medusa's own tables, an hour after the last sweep. */
export async function runCoreStatements(
  {
    anomalies,
    awaitedPayments,
    doubledVersion,
    interruptedCompletions,
    openLinks,
    orderMetadata,
    paymentRows,
    recentRows,
    statusEdits,
  }: CoreTables,
  { captured, held }: Samples
): Promise<void> {
  const scope = {
    account: "default",
    since: new Date(Date.now() - 60 * 60 * 1000),
  }
  await anomalies.overdueCheckoutSessions(scope)
  await anomalies.paidWithoutOrder(scope)
  await anomalies.missedStatusRules(scope, {
    metadataKey: "order_status",
    triggerStatuses: ["ready_for_capture"],
  })
  await anomalies.missedStateRules(scope)
  await anomalies.canceledOrdersWithHold(scope)
  await anomalies.ledgerMismatches(scope)
  await anomalies.outdatedSummaries(scope)
  await anomalies.missingRefundCredit(scope)
  await anomalies.interruptedCompletions(scope)
  await anomalies.duplicateCollections(scope)
  await anomalies.outdatedPaymentLinks(scope)
  await anomalies.editedOrders(scope)
  await anomalies.pendingSessionsWithPayment(scope)
  await anomalies.holdsNearDeadline(scope, 24)

  await interruptedCompletions.findPlacement(held.cart_id)
  await interruptedCompletions.findInterrupted(held.cart_id, held.order_id)
  await interruptedCompletions.findOrderOfCollection(held.cart_id)
  await interruptedCompletions.findLookalike(held.cart_id)
  await interruptedCompletions.findDanglingLinks(held.cart_id)
  await interruptedCompletions.deleteExecution(held.cart_id)

  await awaitedPayments.find(held.payment_session_id)
  await openLinks.newest(LARGEST_COUNT + 1)

  await doubledVersion.removeCopies(captured.order_id)
  const key = { orderId: captured.order_id, key: "order_status" }
  await orderMetadata.removeFromCart(key)
  await orderMetadata.writeKey({ ...key, from: "paid", to: "refunded" })

  await paymentRows.read(held.payment_session_id, held.order_id)

  await recentRows.hasProbe("stored-self-check-probe", "probe")
  await recentRows.deleteProbes("stored-self-check-probe", "probe")
  await recentRows.readCompletions()
  await recentRows.countOtherChanges("order_status")
  await recentRows.countIncompleteSummaries()

  await statusEdits.newest([captured.order_id, held.order_id])
}
