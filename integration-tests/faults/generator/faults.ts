/** What goes wrong during the checkouts of an episode, besides kills. */
import { setTimeout as pause } from "node:timers/promises"
import fc from "fast-check"
import { crashPostgres } from "../database/crash-postgres"
import type { FaultWorld } from "../fault-world"
import type { FaultOrder } from "../../stripe-emulator/controls"

export type Fault<World extends FaultWorld = FaultWorld> = {
  /** The name that it is counted under. */
  readonly kind: string
  /** After the previous fault. */
  readonly pauseMs: number
  inject(world: World): Promise<unknown>
}

/** By their kinds. */
export type FaultTable<World extends FaultWorld = FaultWorld> = Readonly<
  Record<string, (world: World) => Promise<unknown>>
>

const STRIPE_FAULTS = [
  "http_500_before",
  "http_500_after",
  "reset_before",
  "reset_after",
  "truncated",
  "http_429",
  "http_409",
  "lock_timeout",
  "slow",
] as const

const PATHS: readonly (Pick<FaultOrder, "method" | "path"> & object)[] = [
  { method: "POST", path: /\/capture$/ },
  { method: "POST", path: /\/cancel$/ },
  { method: "POST", path: /\/v1\/refunds$/ },
  { method: "POST", path: /\/checkout\/sessions$/ },
  { method: "POST", path: /\/payment_intents\/[^/]+$/ },
  { method: "GET", path: /\/payment_intents/ },
  { method: "GET", path: /\/checkout\/sessions/ },
  {},
]

export const DELIVERIES: FaultTable = {
  "webhook dropped": ({ stripe }) => stripe.webhooks.dropNext(3),
  "webhook twice at once": ({ stripe }) => stripe.webhooks.duplicateNext(3),
  "webhook doubled": ({ stripe }) => stripe.webhooks.doubleNext(2),
  "webhook late": ({ stripe }) => stripe.webhooks.delayNext(3, 3),
  "webhooks held back": ({ stripe }) => stripe.webhooks.pause(),
  "webhooks in disorder": ({ stripe }) =>
    stripe.webhooks.resume("newest_first"),
}

export const DATABASE: FaultTable = {
  "Postgres crashed": ({ databaseUrl }) => crashPostgres(databaseUrl),
  "Postgres connections cut": ({ proxy }) => proxy.cut(700),
}

/** Until the merchant has given the shop its key again, Stripe answers 401. */
export const KEYS: FaultTable = {
  "API key lost": async ({ stripe }) => {
    await stripe.loseKey("invalid")
    await pause(KEY_AWAY_MS)
    await stripe.restoreKey()
  },
}

const KEY_AWAY_MS = 1_500

const pauseMs = fc.integer({ min: 50, max: 900 })

export const atStripe: fc.Arbitrary<Fault> = fc
  .record({
    kind: fc.constantFrom(...STRIPE_FAULTS),
    where: fc.constantFrom(...PATHS),
    pauseMs,
  })
  .map(({ kind, pauseMs: wait, where }) => ({
    kind: `Stripe ${kind}`,
    pauseMs: wait,
    inject: ({ stripe }: FaultWorld) => stripe.failNext({ kind, ...where }),
  }))

export const ofTable = <World extends FaultWorld>(
  table: FaultTable<World>
): fc.Arbitrary<Fault<World>> =>
  fc
    .record({ entry: fc.constantFrom(...Object.entries(table)), pauseMs })
    .map(({ entry: [kind, inject], pauseMs: wait }) => ({
      kind,
      pauseMs: wait,
      inject,
    }))

export const exactly = (length: number) => ({
  minLength: length,
  maxLength: length,
  size: "max" as const,
})

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 6, arbitrary: atStripe },
  { weight: 4, arbitrary: ofTable(DELIVERIES) },
  { weight: 1, arbitrary: ofTable(DATABASE) },
  { weight: 1, arbitrary: ofTable(KEYS) }
)

export const faults = (count: number): fc.Arbitrary<Fault[]> =>
  fc.array(fault, exactly(count))
