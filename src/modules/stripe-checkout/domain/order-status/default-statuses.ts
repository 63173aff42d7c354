/**
 * The statuses of a shop that chose none of its own, and the rule of a shop that wrote none.
 */
import type { CaptureRule } from "./order-rules"
import type { StatusNames } from "./status"

export const DEFAULT_STATUSES = {
  authorized: "approved",
  captured: "paid",
  partiallyCaptured: "partially_paid",
  captureFailed: "capture_failed",
  released: "authorization_released",
  lapsed: "authorization_lapsed",
  refunded: "refunded",
  pending: "payment_pending",
  failed: "payment_failed",
} as const satisfies StatusNames

const DEFAULT_TARGET = "ready_for_capture"

/**
 * Begins with what the shop really writes for held money: a shop that renames a status does
 * not expect its rule to wait for the old name.
 *
 * @returns null when nothing is written for held money, so that the rule could not begin.
 */
export function defaultCaptureRules({
  authorized,
  captureFailed,
}: Pick<StatusNames, "authorized" | "captureFailed">): CaptureRule[] | null {
  if (authorized === null) {
    return null
  }
  const from = [authorized, ...(captureFailed === null ? [] : [captureFailed])]
  return [{ from, to: DEFAULT_TARGET }]
}

/**
 * @returns the name that is written instead of a default name; null when the name is no
 * default, is written, or when nothing is written instead.
 */
export function findNewName(
  name: string,
  names: StatusNames
): { status: keyof StatusNames; newName: string } | null {
  if (Object.values(names).includes(name)) {
    return null
  }
  const statuses = Object.keys(DEFAULT_STATUSES) as (keyof StatusNames)[]
  const status = statuses.find((one) => DEFAULT_STATUSES[one] === name)
  const newName = status ? names[status] : null
  return status && newName !== null ? { status, newName } : null
}
