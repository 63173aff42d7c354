/**
 * Repairs what core's refund workflow leaves when it cannot write a refund's credit line.
 */
import type { IOrderModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

import { REFUND_CREDIT_WORKFLOW } from "../../../modules/stripe-checkout/self-check/core-methods"
import { toMajorUnits } from "../../../modules/stripe-checkout/domain/money"
import { PLUGIN_ACTOR } from "../../../modules/stripe-checkout/domain/plugin-actor"
import { resolveModule } from "../../support/module"
import type { Action } from "../actions/context"

export const addRefundCreditLine: Action<"add_refund_credit_line"> = async (
  { container, medusa },
  { orderId, amount }
) => {
  const engine = container.resolve(Modules.WORKFLOW_ENGINE)
  await engine.run(REFUND_CREDIT_WORKFLOW, {
    input: {
      order_id: orderId,
      amount: Number(toMajorUnits(amount, medusa.currencyCode)),
      created_by: PLUGIN_ACTOR,
    },
  })
}

export const removeDoubledRows: Action<"remove_doubled_rows"> = async (
  { container },
  { orderId }
) => resolveModule(container).coreTables.doubledVersion.removeCopies(orderId)

export const cancelOrderChanges: Action<"cancel_order_changes"> = async (
  { container },
  { orderChangeIds }
) => {
  const orders = container.resolve<IOrderModuleService>(Modules.ORDER)
  await orders.cancelOrderChange(
    orderChangeIds.map((id) => ({ id, canceled_by: PLUGIN_ACTOR }))
  )
}
