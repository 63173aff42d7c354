/**
 * At the end of a sweep: whether Stripe still sends webhooks. A missing, disabled or
 * misdirected endpoint costs the shop no money, but each order waits for a sweep.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { because } from "../../modules/stripe-checkout/domain/reasons/reason"
import { ulidTime } from "../../modules/stripe-checkout/domain/ulid-time"
import {
  isSilenceNews,
  MISSED_IN_A_ROW,
  WINDOW_MS,
} from "../../modules/stripe-checkout/domain/webhook-silence"
import type { RunRow } from "../../modules/stripe-checkout/repositories/reconciliation-runs"
import { emitWebhooksSilent } from "../support/account-events"
import { resolveModule } from "../support/module"
import { logUnlessLogged } from "../support/workflow-error"

export async function reportSilence(
  container: MedusaContainer,
  run: RunRow
): Promise<void> {
  try {
    await reportIfSilent(container, run)
  } catch (error) {
    logUnlessLogged(container, "webhooks", error)
  }
}

async function reportIfSilent(
  container: MedusaContainer,
  { id, stripe_account: account }: RunRow
): Promise<void> {
  const { deliveries, runList } = resolveModule(container)
  const now = new Date()
  const lastAt = await deliveries.newestAt(account)
  const since = new Date(
    Math.max(lastAt?.getTime() ?? 0, now.getTime() - WINDOW_MS)
  )
  const missedAt = await deliveries.missedSince(account, {
    since: `scevt_${ulidTime(since)}`,
    limit: MISSED_IN_A_ROW,
  })
  const [before] = await runList.list({
    account,
    result: null,
    before: id,
    limit: 1,
  })
  const lastCheckAt = before?.finished_at ?? null
  if (isSilenceNews({ missedAt, lastCheckAt, now })) {
    await emitWebhooksSilent(container, account, {
      lastAt,
      reason: because("webhooks_silent"),
    })
  }
}
