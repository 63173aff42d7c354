/** What goes wrong in a shop of several instances: at Stripe as in a shop of one, in Postgres, and in Redis. */
import { setTimeout as pause } from "node:timers/promises"
import fc from "fast-check"
import {
  atStripe,
  DATABASE,
  DELIVERIES,
  exactly,
  type Fault,
  type FaultTable,
  KEYS,
  ofTable,
} from "../../faults/generator/faults"
import type { InstancesWorld } from "../instances-world"

/** Long enough that Medusa's clients of Redis give up some of their commands. */
const AWAY_MS = 4_000

const SLOW_MS = 4_000

/** An order takes more than a hundred statements: they are slowed down less than the few commands to Redis. */
async function slowDown(
  proxy: InstancesWorld["proxy"] | InstancesWorld["redisProxy"],
  milliseconds: number
): Promise<void> {
  proxy.slowDown(milliseconds, SLOW_MS)
  return Promise.resolve()
}

const POSTGRES: FaultTable<InstancesWorld> = {
  ...DATABASE,
  "Postgres slow": ({ proxy }) => slowDown(proxy, 30),
}

const REDIS: FaultTable<InstancesWorld> = {
  "Redis connections cut": ({ redisProxy }) => redisProxy.cut(300),
  "Redis slow": ({ redisProxy }) => slowDown(redisProxy, 250),
  "Redis unreachable": ({ redisProxy }) => redisProxy.cut(AWAY_MS),
  "Redis restarted empty": async ({ redis }) => {
    await redis.kill()
    await redis.start()
  },
  "Redis gone, then empty": async ({ redis }) => {
    await redis.kill()
    await pause(AWAY_MS)
    await redis.start()
  },
}

const atDeliveries = ofTable(DELIVERIES)
const atPostgres = ofTable(POSTGRES)
const atRedis = ofTable(REDIS)

const any: fc.Arbitrary<Fault<InstancesWorld>> = fc.oneof(
  { weight: 4, arbitrary: atStripe },
  { weight: 3, arbitrary: atDeliveries },
  { weight: 3, arbitrary: atPostgres },
  { weight: 4, arbitrary: atRedis },
  { weight: 1, arbitrary: ofTable(KEYS) }
)

/** Stripe, its webhooks, Postgres and Redis fail in every episode, in any order. */
export function faults(count: number): fc.Arbitrary<Fault<InstancesWorld>[]> {
  const certain = [atStripe, atDeliveries, atPostgres, atRedis] as const
  return fc
    .tuple(...certain, fc.array(any, exactly(count - certain.length)))
    .map(([stripe, delivery, postgres, redis, others]) => [
      stripe,
      delivery,
      postgres,
      redis,
      ...others,
    ])
    .chain((all) => fc.shuffledSubarray(all, exactly(count)))
}
