import { setTimeout as pause } from "node:timers/promises"
import type Stripe from "stripe"
import { checkUrl, openWebhookEndpoint } from "../resources/webhook-endpoints"
import type { Context } from "../state/context"
import { contextWithoutRequest } from "../state/context"
import type { Emulator } from "../state/emulator"
import { newId } from "../state/ids"
import {
  backlogOrders,
  deliveriesSettled,
  isOrder,
  releaseBacklog,
  resendEvent,
} from "../webhooks/deliver"
import { forgeEvent, forgeryKinds } from "../webhooks/forge-event"
import {
  number,
  oneOf,
  optionalText,
  optionalWholeNumber,
  text,
  wholeNumber,
} from "./arguments"
import type { Command, CommandArguments } from "./command"
import { findAnywhere } from "./find-anywhere"

type EnabledEvent = Stripe.WebhookEndpointCreateParams.EnabledEvent
type ApiVersion = Stripe.WebhookEndpointCreateParams.ApiVersion

const oneDay = 24 * 60 * 60
const tenDays = 10 * oneDay

/** Webhook endpoints, and faults of their deliveries. */
export const webhookCommands: Readonly<Record<string, Command>> = {
  "webhooks/register": register,
  "webhooks/roll_secret": (emulator, given) => {
    const id = text(given, "endpoint")
    const { item } = findAnywhere(emulator, (a) => a.webhookEndpoints, id)
    const secret = optionalText(given, "secret") ?? newId.webhookSecret()
    // While the old secret is kept, every delivery carries one signature per secret.
    item.secrets =
      given["keep_old"] === false ? [secret] : [secret, ...item.secrets]
    return { secret }
  },
  "webhooks/pause": (emulator) => {
    emulator.delivery.paused = true
    return { paused: true }
  },
  "webhooks/resume": (emulator, given) => {
    emulator.delivery.paused = false
    const order = optionalText(given, "order") ?? "oldest_first"
    if (!isOrder(order)) {
      throw new Error(`"order" must be one of ${backlogOrders.join(", ")}.`)
    }
    releaseBacklog(emulator, order)
    return { paused: false }
  },
  "webhooks/drop_next": (emulator, given) => {
    emulator.delivery.dropNext = wholeNumber(given, "times")
    return emulator.delivery
  },
  "webhooks/duplicate_next": (emulator, given) => {
    emulator.delivery.duplicateNext = wholeNumber(given, "times")
    return emulator.delivery
  },
  "webhooks/double_next": (emulator, given) => {
    emulator.delivery.doubleNext = wholeNumber(given, "times")
    return emulator.delivery
  },
  "webhooks/delay_next": (emulator, given) => {
    emulator.delivery.delayNext = {
      times: wholeNumber(given, "times"),
      seconds: number(given, "seconds", { least: 0, most: oneDay }),
    }
    return emulator.delivery
  },
  "webhooks/sign_next_with": (emulator, given) => {
    emulator.delivery.signNextWith = {
      times: optionalWholeNumber(given, "times") ?? 1,
      secret: text(given, "secret"),
    }
    return emulator.delivery
  },
  "webhooks/set_retry_delays": (emulator, given) => {
    const { seconds } = given
    if (!Array.isArray(seconds)) {
      throw new Error('"seconds" must be a list of numbers.')
    }
    emulator.delivery.retryDelays = seconds.map((_, index) =>
      number(seconds as unknown as CommandArguments, String(index), {
        least: 0,
        most: tenDays,
      })
    )
    return emulator.delivery
  },
  "webhooks/deliver": async (emulator, given) => {
    const id = text(given, "event")
    const { context, item } = findAnywhere(emulator, (a) => a.events, id)
    return { statuses: await resendEvent(context, item) }
  },
  "webhooks/forge": async (emulator, given) => {
    const id = text(given, "event")
    const { context, item } = findAnywhere(emulator, (a) => a.events, id)
    const forgery = {
      kind:
        given["kind"] === undefined
          ? ("wrong_secret" as const)
          : oneOf(given, "kind", forgeryKinds),
      secret: optionalText(given, "secret") ?? null,
    }
    return { statuses: await forgeEvent(context, item, forgery) }
  },
  "webhooks/idle": async ({ clock }, given) => {
    const bounds = { least: 0, most: oneDay }
    const seconds = optionalWholeNumber(given, "for_seconds", bounds) ?? 0
    for (;;) {
      clock.runDue()
      await deliveriesSettled()
      if (!clock.hasTaskWithin(seconds * 1000)) return { idle: true }
      await pause(50)
    }
  },
}

function register(
  emulator: Emulator,
  given: CommandArguments
): Stripe.WebhookEndpoint {
  const { enabled_events: enabledEvents = ["*"] } = given
  if (!Array.isArray(enabledEvents)) {
    throw new Error('"enabled_events" must be a list of event types.')
  }
  const url = text(given, "url")
  checkUrl(url)
  const apiVersion = optionalText(given, "api_version")
  const secret = text(given, "secret")
  return openWebhookEndpoint(
    accountFor(emulator, optionalText(given, "api_key")),
    {
      url,
      enabled_events: enabledEvents.map(String) as EnabledEvent[],
      ...(apiVersion === undefined
        ? {}
        : { api_version: apiVersion as ApiVersion }),
    },
    secret
  )
}

function accountFor(emulator: Emulator, apiKey: string | undefined): Context {
  const account =
    apiKey === undefined || emulator.apiKeys === null
      ? emulator.accounts[0]
      : emulator.accounts.find((candidate) => candidate.apiKey === apiKey)
  if (account === undefined) {
    throw new Error("No account has this API key.")
  }
  return contextWithoutRequest(emulator, account)
}
