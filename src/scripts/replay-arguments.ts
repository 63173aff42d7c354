import { MedusaError } from "@medusajs/framework/utils"

import type { ReplayStripeEventsInput } from "../workflows/webhooks/replay-stripe-events"

/** @throws MedusaError `MedusaError.Types.INVALID_DATA` that says what is expected. */
export function readArguments(
  args: readonly string[]
): ReplayStripeEventsInput {
  const choices = args.map(readArgument)
  const names = choices.flatMap((choice) => Object.keys(choice))
  if (!names.length || new Set(names).size < names.length) {
    throw invalidChoice(args.join(" "))
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
  throw invalidChoice(argument)
}

function invalidChoice(given: string): MedusaError {
  const problem =
    given === ""
      ? "Choose the events to replay"
      : `"${given}" is not a valid choice of events`
  return new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `${problem}: --failed, --event evt_…, or --from and --until with ISO dates.`
  )
}
