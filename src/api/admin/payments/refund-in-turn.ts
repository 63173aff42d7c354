import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { withRefundLock } from "../../../workflows/medusa/order-lock"
import { findOrderOfPayment } from "../../../workflows/medusa/order-of-payment"
import { answerConflict } from "../stripe-checkout/orders/conflict"

const REFUND_IN_PROGRESS =
  "Another refund of this order is in progress. Try again in a moment."

/**
 * In front of Medusa's own route: refunds of one order that are requested at the same
 * moment are made one after the other. Payments of other providers pass.
 */
export async function refundInTurn(
  { params, scope }: MedusaRequest,
  response: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const orderId = await findOrderOfPayment(scope, params["id"] ?? "")
  if (orderId === null) {
    next()
    return
  }
  const turn = { hasBegun: false }
  try {
    await withRefundLock(scope, orderId, async () => {
      turn.hasBegun = true
      const isAnswered = new Promise((resolve) => {
        response.once("close", resolve)
      })
      next()
      await isAnswered
    })
  } catch (error) {
    if (!turn.hasBegun) {
      answerConflict(response, REFUND_IN_PROGRESS)
      return
    }
    // The refund has been answered already, and the lock expires by itself.
    scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `stripe-checkout: the lock on refunds of ${orderId} could not be released: ${String(error)}`
      )
  }
}
