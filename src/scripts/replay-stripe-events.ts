/**
 * `npx medusa exec ./node_modules/medusa-payment-stripe-checkout/.medusa/server/src/scripts/replay-stripe-events.js …`
 *
 * followed by an event's id, or `failed`, or `from=2026-11-01 until=2026-11-02`.
 */
import type { ExecArgs } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"

import {
  replayStripeEventsWorkflow,
  type ReplayStripeEventsInput,
} from "../workflows/webhooks/replay-stripe-events"

export default async function replayStripeEvents({
  container,
  args,
}: ExecArgs): Promise<void> {
  const choice = readArguments(args)
  const { result } = await replayStripeEventsWorkflow(container).run({
    input: choice,
  })
  if (choice.event_id && !result.length) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `No payment event ${choice.event_id} has been received. Resend it from Stripe's Dashboard.`
    )
  }
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info(`stripe-checkout: synchronized ${result.length} payments.`)
}

/** @throws MedusaError that says what can be given. */
export function readArguments(
  args: readonly string[]
): ReplayStripeEventsInput {
  const choices = args.map(readArgument)
  const names = choices.flatMap((choice) => Object.keys(choice))
  if (!names.length || new Set(names).size < names.length) {
    throw refuse(args.join(" ") || "nothing")
  }
  return Object.assign({}, ...choices) as ReplayStripeEventsInput
}

function readArgument(argument: string): ReplayStripeEventsInput {
  if (argument === "failed") {
    return { failed: true }
  }
  if (/^(evt|scevt)_\w+$/.test(argument)) {
    return { event_id: argument }
  }
  const [name, value = ""] = argument.split("=")
  const isDate = !Number.isNaN(Date.parse(value))
  if ((name === "from" || name === "until") && isDate) {
    return { [name]: new Date(value).toISOString() }
  }
  throw refuse(argument)
}

function refuse(given: string): MedusaError {
  return new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `"${given}" does not say which events to replay. Pass an event's ID (evt_…), or failed, or from=… and until=… with dates.`
  )
}
