/**
 * A dry run: what a sweep that a person requests would check now. Nothing is synchronized and
 * nothing is written.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { readError } from "../support/workflow-error"
import { FIRST_STAGE, type Stage, stagesFrom } from "./stages"

export interface PreviewedStage {
  readonly name: string
  readonly paymentSessionIds: readonly string[]
  readonly hasMore: boolean
  /** Why the stage could not answer; null where it could. */
  readonly failure: string | null
}

export async function previewSweep(
  container: MedusaContainer,
  account: string
): Promise<PreviewedStage[]> {
  const stages: PreviewedStage[] = []
  for (const stage of stagesFrom(FIRST_STAGE)) {
    stages.push(await previewStage(container, account, stage))
  }
  return stages
}

/** One that fails, for example because Stripe does not answer, keeps no other from answering. */
async function previewStage(
  container: MedusaContainer,
  account: string,
  { name, preview }: Stage
): Promise<PreviewedStage> {
  try {
    const found = await preview(container, account)
    return { name, ...found, failure: null }
  } catch (error) {
    return {
      name,
      paymentSessionIds: [],
      hasMore: false,
      failure: readError(error).message,
    }
  }
}
