/**
 * What Stripe has done already and Medusa only records. The provider has to know that, or
 * it would ask Stripe for the money a second time.
 */
import { MedusaError } from "@medusajs/framework/utils"

import {
  type RecordedMove,
  recordOnly,
} from "../../../modules/stripe-checkout/record-only"
import { resolveModule } from "../../support/module"
import type { SyncContext } from "./context"

/** @param work answers whether the provider was called */
export async function recordMove(
  { container }: SyncContext,
  move: RecordedMove,
  work: () => Promise<boolean>
): Promise<void> {
  const { selfCheck } = resolveModule(container)
  if (!selfCheck.canRecord) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `What Stripe has done is not recorded in this Medusa, because the provider might do it again: update the plugin, or Medusa to 2.21 or newer.`
    )
  }
  const { result: wasCalled, wasSeen } = await recordOnly(move, work)
  if (wasCalled) {
    const failure = `The provider did not see that a ${move.kind} was only recorded.`
    selfCheck.record("recorded_moves", wasSeen ? [] : [failure])
  }
}
