/**
 * Tells the order, and everybody who listens, how its money stands: once per change.
 */
import type { MoneySituation } from "../../../modules/stripe-checkout/domain/order-status/status-report"
import { OWN_NAME } from "../../../modules/stripe-checkout/domain/plugin-actor"
import { emitPaymentEvent, type EventAboutMoney } from "../../support/events"
import { resolveModule } from "../../support/module"
import { writeOrderStatusWorkflow } from "../../medusa/write-order-status"
import type { Deed } from "./context"

const EVENTS: Readonly<Record<MoneySituation, EventAboutMoney>> = {
  authorized: "authorized",
  captured: "captured",
  captureFailed: "capture_failed",
  released: "authorization_released",
  lapsed: "authorization_lapsed",
  refunded: "refunded",
}

export const reportStatus: Deed<"report"> = async (scene, { report }) => {
  const { container, medusa, lease } = scene
  const { options, payments } = resolveModule(container)
  if (report.to !== null && medusa.order) {
    await writeOrderStatusWorkflow(container).run({
      input: {
        order_id: medusa.order.id,
        key: options.orderStatus.metadataKey,
        from: report.from,
        to: report.to,
        written_by: OWN_NAME,
      },
    })
  }
  // Told twice after a crash rather than never.
  await emitPaymentEvent(scene, {
    event: EVENTS[report.situation],
    reason: report.reason,
  })
  await payments.write(lease, { told_situation: report.situation })
}

export const tellDeadline: Deed<"tell_deadline"> = async (
  scene,
  { reason }
) => {
  await emitPaymentEvent(scene, { event: "authorization_expiring", reason })
  await resolveModule(scene.container).payments.write(scene.lease, {
    is_deadline_told: true,
  })
}
