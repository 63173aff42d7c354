/**
 * A dry run for people: what each stage names, with some examples.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  type PreviewedStage,
  previewSweep,
} from "../../../../workflows/reconciliation/preview-sweep"
import { describePaymentReferences } from "../references/payment-references"
import type { DryRunAnswer, DryRunStage } from "./responses"

/** More than anybody reads. */
const MOST_EXAMPLES = 50

export async function describeDryRun(
  container: MedusaContainer,
  accounts: readonly string[],
  actor: string
): Promise<DryRunAnswer> {
  const requestedAt = new Date().toISOString()
  const described: DryRunAnswer["accounts"][number][] = []
  for (const account of accounts) {
    const stages: DryRunStage[] = []
    for (const stage of await previewSweep(container, account)) {
      stages.push(await describeStage(container, stage))
    }
    described.push({ account, stages })
  }
  return {
    requested_by: actor,
    requested_at: requestedAt,
    accounts: described,
  }
}

async function describeStage(
  container: MedusaContainer,
  { name, paymentSessionIds, hasMore, failure }: PreviewedStage
): Promise<DryRunStage> {
  const examples = await describePaymentReferences(
    container,
    paymentSessionIds.slice(0, MOST_EXAMPLES)
  )
  return {
    stage: name,
    count: paymentSessionIds.length,
    has_more: hasMore,
    examples: [...examples.values()],
    failure,
  }
}
