import type { EventRecord, WebhookEndpointRecord } from "../state/account"
import type { Act } from "../state/act"
import { actOnItsOwn } from "../state/act"
import type { Emulator } from "../state/emulator"
import { postEvent } from "./post-event"
import { signPayload } from "./sign"

type Delivery = {
  act: Act
  record: EventRecord
  target: WebhookEndpointRecord
  /** How many attempts there were before this one. */
  attempt: number
  /** When it is made by the emulator's clock, in milliseconds; a jump of days does not swallow what lay between. */
  dueMs: number
  /** Set when a test wants a signature that no secret of the endpoint explains. */
  foreignSecret: string | null
}

const inFlight = new Set<Promise<void>>()
const firstAnswers = new WeakMap<EventRecord, Promise<void>[]>()

/** Sends a new event to every endpoint that listens to its type. Order of arrival is not promised, as at Stripe. */
export function deliverEvent(act: Act, record: EventRecord): void {
  const { delivery } = act.emulator
  const targets = endpointsFor(act, record.event)
  record.waitingFor = new Set(targets.map(({ endpoint }) => endpoint.id))
  record.event.pending_webhooks = targets.length
  if (delivery.dropNext > 0) {
    delivery.dropNext -= 1
    record.isDropped = true
    return
  }
  if (!delivery.paused) {
    send(act, record, targets)
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

/** Sends everything that piled up while deliveries were paused, for each account in this order. */
export function releaseBacklog(emulator: Emulator, order: BacklogOrder): void {
  for (const account of emulator.accounts) {
    deliverBacklog(actOnItsOwn(emulator, account), order)
  }
}

function deliverBacklog(act: Act, order: BacklogOrder): void {
  const waiting = [...act.account.events.values()].filter(
    (record) =>
      record.waitingFor.size > 0 &&
      record.attempts.length === 0 &&
      !record.isDropped
  )
  for (const record of inOrder(waiting, order)) {
    send(
      act,
      record,
      endpointsFor(act, record.event).filter(({ endpoint }) =>
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

/** What "Resend" in the Dashboard does. It does not stop the automatic retries. */
export async function resendEvent(
  act: Act,
  record: EventRecord
): Promise<number[]> {
  const statuses = endpointsFor(act, record.event).map(async (target) => {
    const before = record.attempts.length
    await track(
      attemptDelivery({
        ...firstDelivery(act, record, target),
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

/** Resolves when each endpoint has answered the first attempt to deliver this event, however it answered. */
export async function firstAttemptAnswered(record: EventRecord): Promise<void> {
  await Promise.allSettled(firstAnswers.get(record) ?? [])
}

function send(
  act: Act,
  record: EventRecord,
  targets: readonly WebhookEndpointRecord[]
): void {
  const { clock, delivery } = act.emulator
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
            ...firstDelivery(act, record, target),
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
  const { act, foreignSecret, record, target } = delivery
  const { endpoint, secrets } = target
  if (!act.account.webhookEndpoints.has(endpoint.id)) {
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
  const timeoutMs = act.emulator.switches.webhook_timeout_seconds * 1000
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
    attemptedAt: act.emulator.clock.now(),
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
  const { clock, delivery: policy } = delivery.act.emulator
  const delay = policy.retryDelays[delivery.attempt]
  if (delay === undefined) {
    return
  }
  const dueMs = delivery.dueMs + delay * 1000
  clock.schedule(dueMs, () => {
    if (delivery.record.waitingFor.has(delivery.target.endpoint.id)) {
      const attempt = delivery.attempt + 1
      void track(attemptDelivery({ ...delivery, attempt, dueMs }))
    }
  })
}

function firstDelivery(
  act: Act,
  record: EventRecord,
  target: WebhookEndpointRecord
): Delivery {
  const dueMs = act.emulator.clock.nowMs()
  return { act, record, target, attempt: 0, dueMs, foreignSecret: null }
}

/** Who listens to events of this type. */
export function endpointsFor(
  act: Act,
  { type }: EventRecord["event"]
): WebhookEndpointRecord[] {
  return [...act.account.webhookEndpoints.values()].filter(
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
