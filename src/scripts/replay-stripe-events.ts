/**
 * `npx medusa-stripe-checkout replay`: processes stored events again. Takes an event's id,
 * or `failed`, or `from=2026-11-01 until=2026-11-02`.
 */
import type { ExecArgs } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"

import { replayStripeEventsWorkflow } from "../workflows/webhooks/replay-stripe-events"
import { readArguments } from "./replay-arguments"

export default async function replayStripeEvents({
  container,
  args,
}: ExecArgs): Promise<void> {
  const input = readArguments(args)
  const { result } = await replayStripeEventsWorkflow(container).run({ input })
  if (input.event_id && !result.length) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `Event ${input.event_id} was not received, or belongs to no payment of this store. Resend it from Stripe's Dashboard.`
    )
  }
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info(`stripe-checkout: ${result.length} payments were synchronized again.`)
}
