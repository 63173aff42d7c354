import { MedusaError } from "@medusajs/framework/utils"

import type { ConfigureWebhookEndpointInput } from "../workflows/webhooks/configure-webhook-endpoint"

/** @throws MedusaError `MedusaError.Types.INVALID_DATA` that says what is expected. */
export function readWebhookArguments(
  args: readonly string[]
): ConfigureWebhookEndpointInput {
  const choices = args.map(readArgument)
  const names = choices.flatMap((choice) => Object.keys(choice))
  if (new Set(names).size < names.length) {
    throw invalidChoice(args.join(" "))
  }
  return Object.assign({}, ...choices) as ConfigureWebhookEndpointInput
}

function readArgument(argument: string): ConfigureWebhookEndpointInput {
  if (argument === "rotate" || argument === "retire") {
    return { action: argument }
  }
  const [name, value = ""] = argument.split("=")
  if (name === "account" && value !== "") {
    return { account: value }
  }
  throw invalidChoice(argument)
}

function invalidChoice(given: string): MedusaError {
  return new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `"${given}" is not valid: --rotate or --retire, and --account with a name from the options.`
  )
}
