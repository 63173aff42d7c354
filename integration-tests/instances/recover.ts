/** How the shop recovers from a fault: minutes pass, and the job runs on one of the instances. Nothing else. */
import { isDeepStrictEqual } from "node:util"
import { readSaleState } from "../faults/read-sale-state"
import type { SaleState } from "../faults/sale-state"
import { waitUntilIdle } from "../faults/wait-until-idle"
import type { Purchase } from "../support/stripe-checkout"
import { waitUntil } from "../support/wait-until"
import type { InstancesWorld } from "./instances-world"

/** Longer than any lease or lock, and than the interval between two sweeps. */
const SIX_MINUTES = 6 * 60

const TICKS = 2

/** For a machine that is busy with other things: no test is about how long it takes. */
const PATIENCE_MS = 180_000

/** Waits for the state without any help of the job. */
export async function expectSoon(
  world: InstancesWorld,
  sales: readonly Purchase[],
  expected: SaleState
): Promise<void> {
  let states: SaleState[] = []
  const isThere = waitUntil(
    "every sale to have its state",
    async () => {
      states = await readStates(world, sales)
      return areAll(states, expected)
    },
    { timeoutMs: PATIENCE_MS, everyMs: 250 }
  )
  // The states say more than that it took too long.
  await isThere.catch(() => undefined)
  expect(states).toEqual(sales.map(() => expected))
}

/**
 * The same after two ticks, both in any case: also where every sale is right before, the sweep may still have to
 * remove or report what an interrupted completion has left.
 */
export async function expectWithinTwoTicks(
  world: InstancesWorld,
  sales: readonly Purchase[],
  expected: SaleState
): Promise<void> {
  await waitUntilIdle(world)
  for (let tick = 0; tick < TICKS; tick += 1) {
    await world.letTimePass(SIX_MINUTES)
    await world.shop.ask("tick", {})
    await waitUntilIdle(world)
  }
  const states = await readStates(world, sales)
  expect(states).toEqual(sales.map(() => expected))
}

async function readStates(
  world: InstancesWorld,
  sales: readonly Purchase[]
): Promise<SaleState[]> {
  return Promise.all(sales.map((sale) => readSaleState(world, sale)))
}

function areAll(states: readonly SaleState[], expected: SaleState): boolean {
  return states.every((state) => isDeepStrictEqual(state, expected))
}
