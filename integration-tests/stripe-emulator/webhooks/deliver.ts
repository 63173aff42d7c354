import type { EventRecord, WebhookEndpointRecord } from "../state/account"
import type { Context } from "../state/context"
import { contextWithoutRequest } from "../state/context"
import type { Emulator } from "../state/emulator"
import { postEvent } from "./post-event"
import { signPayload } from "./sign"

type Delivery = {
  context: Context
  record: EventRecord
  target: WebhookEndpointRecord
  /** Number of attempts before this one. */
  attempt: number
  /** When the attempt is due by the emulator's clock, in milliseconds, so that a jump of days skips no retry. */
  dueMs: number
  /** Signs instead of the endpoint's secrets, for tests of a wrong signature. */
  foreignSecret: string | null
}

const inFlight = new Set<Promise<void>>()
const firstAnswers = new WeakMap<EventRecord, Promise<void>[]>()

/** Sends a new event to every endpoint that listens to its type. As at Stripe, the order of arrival is not guaranteed. */
export function deliverEvent(context: Context, record: EventRecord): void {
  const { delivery } = context.emulator
  const targets = endpointsFor(context, record.event)
  record.waitingFor = new Set(targets.map(({ endpoint }) => endpoint.id))
  record.event.pending_webhooks = targets.length
  if (delivery.dropNext > 0) {
    delivery.dropNext -= 1
    record.isDropped = true
    return
  }
  if (!delivery.paused) {
    send(context, record, targets)
  }
}

export const backlogOrders = [
  "oldest_first",
  "newest_first",
  "shuffled",
] as const

export type BacklogOrder = (typeof backlogOrders)[number]

export function isOrder(text: string): text is BacklogOrder {
  return (backlogOrders as readonly string[]).includes(text)
}

/** Sends the events that were held while deliveries were paused, per account in this order. */
export function releaseBacklog(emulator: Emulator, order: BacklogOrder): void {
  for (const account of emulator.accounts) {
    deliverBacklog(contextWithoutRequest(emulator, account), order)
  }
}

function deliverBacklog(context: Context, order: BacklogOrder): void {
  const waiting = [...context.account.events.values()].filter(
    (record) =>
      record.waitingFor.size > 0 &&
      record.attempts.length === 0 &&
      !record.isDropped
  )
  for (const record of inOrder(waiting, order)) {
    send(
      context,
      record,
      endpointsFor(context, record.event).filter(({ endpoint }) =>
        record.waitingFor.has(endpoint.id)
      )
    )
  }
}

function inOrder<T>(items: readonly T[], order: BacklogOrder): readonly T[] {
  switch (order) {
    case "oldest_first":
      return items
    case "newest_first":
      return [...items].reverse()
    case "shuffled":
      return items
        .map((item) => ({ item, place: Math.random() }))
        .sort((a, b) => a.place - b.place)
        .map(({ item }) => item)
  }
}

/** Like "Resend" in the Dashboard. It does not stop the automatic retries. */
export async function resendEvent(
  context: Context,
  record: EventRecord
): Promise<number[]> {
  const statuses = endpointsFor(context, record.event).map(async (target) => {
    const before = record.attempts.length
    await track(
      attemptDelivery({
        ...firstDelivery(context, record, target),
        attempt: Infinity,
      })
    )
    return record.attempts.slice(before).at(-1)?.status ?? 0
  })
  return Promise.all(statuses)
}

export async function deliveriesSettled(): Promise<void> {
  while (inFlight.size > 0) {
    await Promise.allSettled(inFlight)
  }
}

/** Resolves when each endpoint has answered the first delivery of this event, with any status. */
export async function firstAttemptAnswered(record: EventRecord): Promise<void> {
  await Promise.allSettled(firstAnswers.get(record) ?? [])
}

function send(
  context: Context,
  record: EventRecord,
  targets: readonly WebhookEndpointRecord[]
): void {
  const { clock, delivery } = context.emulator
  const isDelayed = delivery.delayNext.times > 0
  const copies = delivery.duplicateNext > 0 ? 2 : 1
  delivery.duplicateNext -= copies - 1
  const isForeign = delivery.signNextWith.times > 0
  const foreignSecret = isForeign ? delivery.signNextWith.secret : null
  delivery.signNextWith.times -= isForeign ? 1 : 0

  const start = () => {
    const attempts = targets.flatMap((target) =>
      Array.from({ length: copies }, () =>
        track(
          attemptDelivery({
            ...firstDelivery(context, record, target),
            foreignSecret,
          })
        )
      )
    )
    firstAnswers.set(record, attempts)
  }
  if (isDelayed) {
    delivery.delayNext.times -= 1
    clock.schedule(clock.nowMs() + delivery.delayNext.seconds * 1000, start)
  } else {
    start()
  }
}

async function attemptDelivery(delivery: Delivery): Promise<void> {
  const { context, foreignSecret, record, target } = delivery
  const { endpoint, secrets } = target
  if (!context.account.webhookEndpoints.has(endpoint.id)) {
    return
  }
  const payload = JSON.stringify(
    {
      ...record.event,
      api_version: endpoint.api_version ?? record.event.api_version,
    },
    null,
    2
  )
  const signature = signPayload(
    payload,
    foreignSecret === null ? secrets : [foreignSecret]
  )
  const timeoutMs = context.emulator.switches.webhook_timeout_seconds * 1000
  const outcome = await postEvent(endpoint.url, {
    payload,
    signature,
    timeoutMs,
  }).then(
    (status) => ({ status, error: null }),
    (error: unknown) => ({ status: null, error: String(error) })
  )
  record.attempts.push({
    endpointId: endpoint.id,
    attemptedAt: context.emulator.clock.now(),
    ...outcome,
  })
  if (
    outcome.status !== null &&
    outcome.status >= 200 &&
    outcome.status < 300
  ) {
    record.waitingFor.delete(endpoint.id)
    record.event.pending_webhooks = record.waitingFor.size
  } else {
    scheduleRetry(delivery)
  }
}

function scheduleRetry(delivery: Delivery): void {
  const { clock, delivery: policy } = delivery.context.emulator
  const delay = policy.retryDelays[delivery.attempt]
  if (delay === undefined) {
    return
  }
  const dueMs = delivery.dueMs + delay * 1000
  clock.schedule(dueMs, () => {
    if (delivery.record.waitingFor.has(delivery.target.endpoint.id)) {
      const attempt = delivery.attempt + 1
      // The moment for which it was scheduled, which may have been brought forward.
      const due = { attempt, dueMs: clock.nowMs() }
      void track(attemptDelivery({ ...delivery, ...due }))
    }
  })
}

function firstDelivery(
  context: Context,
  record: EventRecord,
  target: WebhookEndpointRecord
): Delivery {
  const dueMs = context.emulator.clock.nowMs()
  return { context, record, target, attempt: 0, dueMs, foreignSecret: null }
}

/** The enabled endpoints that listen to this type of event. */
export function endpointsFor(
  context: Context,
  { type }: EventRecord["event"]
): WebhookEndpointRecord[] {
  return [...context.account.webhookEndpoints.values()].filter(
    ({ endpoint }) =>
      endpoint.status === "enabled" &&
      (endpoint.enabled_events.includes("*") ||
        endpoint.enabled_events.includes(type))
  )
}

function track(attempt: Promise<void>): Promise<void> {
  inFlight.add(attempt)
  void attempt.finally(() => inFlight.delete(attempt))
  return attempt
}
