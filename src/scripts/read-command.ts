/**
 * What `medusa-stripe-checkout` was asked to do: a script of this folder and its
 * arguments. They carry no dashes, because Medusa's command line would read those itself.
 */
import { parseArgs } from "node:util"
import { MedusaError } from "@medusajs/framework/utils"

import { readArguments } from "./replay-arguments"
import { readWebhookArguments } from "./webhook-arguments"

export const USAGE = `Usage, in the folder of your Medusa store:
  medusa-stripe-checkout check                  prints what is wrong, and fails if anything is
  medusa-stripe-checkout reconcile              runs a full sweep now
  medusa-stripe-checkout unfinished             lists what is held or may still be paid, and fails
                                                if anything is
  medusa-stripe-checkout webhook                creates or repairs the webhook endpoint at Stripe
  medusa-stripe-checkout webhook --rotate       creates a second one, with a new signing secret
  medusa-stripe-checkout webhook --retire       deletes the older one, once the new secret is set
                                                (--account eu, for a further account)
  medusa-stripe-checkout replay --failed        processes all failed and dead events again
  medusa-stripe-checkout replay --event evt_123 processes one event again
  medusa-stripe-checkout replay --from 2026-11-01 --until 2026-11-02
                                                processes the events of a time range again`

export interface ScriptCall {
  readonly script:
    | "check-health"
    | "configure-webhook-endpoint"
    | "list-unfinished-payments"
    | "reconcile-payments"
    | "replay-stripe-events"
  readonly args: readonly string[]
}

export function asksForHelp([first]: readonly string[]): boolean {
  return first === "--help" || first === "-h" || first === "help"
}

/** @throws MedusaError that says what is wrong, with the usage. */
export function readCommand(argv: readonly string[]): ScriptCall {
  const [command, ...rest] = argv
  try {
    return readCall(command, rest)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${message}\n\n${USAGE}`
    )
  }
}

function readCall(
  command: string | undefined,
  rest: readonly string[]
): ScriptCall {
  switch (command) {
    case "check":
      parseArgs({ args: [...rest], options: {} })
      return { script: "check-health", args: [] }
    case "reconcile":
      parseArgs({ args: [...rest], options: {} })
      return { script: "reconcile-payments", args: [] }
    case "unfinished":
      parseArgs({ args: [...rest], options: {} })
      return { script: "list-unfinished-payments", args: [] }
    case "webhook":
      return { script: "configure-webhook-endpoint", args: readWebhook(rest) }
    case "replay":
      return { script: "replay-stripe-events", args: readReplay(rest) }
    default:
      throw new MedusaError(
        MedusaError.Types.INVALID_DATA,
        command === undefined
          ? "No command was given."
          : `There is no command "${command}".`
      )
  }
}

function readWebhook(rest: readonly string[]): string[] {
  const { values } = parseArgs({
    args: [...rest],
    options: {
      rotate: { type: "boolean" },
      retire: { type: "boolean" },
      account: { type: "string" },
    },
  })
  const { account, retire, rotate } = values
  const args = [
    rotate ? "rotate" : undefined,
    retire ? "retire" : undefined,
    account === undefined ? undefined : `account=${account}`,
  ].filter((argument) => argument !== undefined)
  readWebhookArguments(args)
  return args
}

function readReplay(rest: readonly string[]): string[] {
  const { values } = parseArgs({
    args: [...rest],
    options: {
      failed: { type: "boolean" },
      event: { type: "string" },
      from: { type: "string" },
      until: { type: "string" },
    },
  })
  const { failed, event, from, until } = values
  const args = [
    failed ? "failed" : undefined,
    event,
    from === undefined ? undefined : `from=${from}`,
    until === undefined ? undefined : `until=${until}`,
  ].filter((argument) => argument !== undefined)
  readArguments(args)
  return args
}
