/**
 * Time passes at Stripe: either the emulator's clock goes ahead of everybody else's, or, where a shop keeps time with
 * it, everything that has happened so far moves into the past. In both cases what is due happens, each at its moment.
 */
import type { Emulator } from "./emulator"

export async function letTimePass(
  emulator: Emulator,
  seconds: number
): Promise<void> {
  if (emulator.makeShopOlder === null) {
    emulator.clock.advance(seconds)
    return
  }
  await emulator.makeShopOlder(seconds)
  moveIntoPast(emulator.accounts, seconds, new Set())
  emulator.clock.bringForward(seconds)
}

/** Stripe's names for moments in unix seconds, and the emulator's own. */
const MOMENT =
  /^(?:created|.+_at|available_on|capture_before|due_by|redeem_by|attemptedAt|storedAt)$/

function moveIntoPast(
  value: unknown,
  seconds: number,
  seen: Set<unknown>
): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return
  seen.add(value)
  if (!isList(value)) makeFieldsOlder(value as Record<string, unknown>, seconds)
  const parts = isList(value) ? [...value.values()] : Object.values(value)
  for (const part of parts) moveIntoPast(part, seconds, seen)
}

type List = Map<unknown, unknown> | Set<unknown> | unknown[]

function isList(value: object): value is List {
  return value instanceof Map || value instanceof Set || Array.isArray(value)
}

function makeFieldsOlder(
  fields: Record<string, unknown>,
  seconds: number
): void {
  for (const [name, field] of Object.entries(fields)) {
    if (typeof field === "number" && MOMENT.test(name)) {
      fields[name] = field - seconds
    }
  }
}
