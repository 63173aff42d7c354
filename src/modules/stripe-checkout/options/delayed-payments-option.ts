/**
 * The shape of `delayedPayments`, and which rules do not go with it.
 */
import { z } from "@medusajs/framework/zod"

import type { StatusNames } from "../domain/order-status/status"
import type { CaptureRule } from "../domain/order-status/order-rules"

export const delayedPaymentsOption = z
  .enum(["place_when_paid", "place_at_once"], {
    error:
      'must be "place_when_paid", which places the order once the bank has paid, or "place_at_once", which places it when the shopper has confirmed',
  })
  .default("place_when_paid")

interface OrderStatus extends StatusNames {
  readonly captureOn: readonly CaptureRule[]
  readonly releaseOn: readonly string[]
}

interface Refinement {
  addIssue(issue: { code: "custom"; path: string[]; message: string }): void
}

/**
 * Only a shop that places orders before the bank decides writes `pending` and `failed`; in any
 * other shop both names are free.
 */
export function checkWrittenAtOnce(
  {
    delayedPayments,
    orderStatus,
  }: { readonly delayedPayments: string; readonly orderStatus: OrderStatus },
  context: Refinement
): void {
  if (delayedPayments !== "place_at_once") {
    return
  }
  const { captureOn, releaseOn } = orderStatus
  const requested = {
    captureOn: captureOn.flatMap((rule) => ("to" in rule ? [rule.to] : [])),
    releaseOn,
  }
  for (const status of ["pending", "failed"] as const) {
    const name = orderStatus[status]
    const options = (["captureOn", "releaseOn"] as const).filter(
      (option) => name !== null && requested[option].includes(name)
    )
    options.forEach((option) => {
      context.addIssue({
        code: "custom",
        path: ["orderStatus", option],
        message: `"${name ?? ""}" is what the plugin itself writes (orderStatus.${status}) with delayedPayments: "place_at_once". Choose a status that only people or other systems set, or another name for orderStatus.${status}.`,
      })
    })
  }
}
