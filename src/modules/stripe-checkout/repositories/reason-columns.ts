/**
 * A reason in a table: its code, which can be queried, and its parameters as JSON.
 */
import {
  readReason,
  type Reason,
  type ReasonParams,
} from "../domain/reasons/reason"

export interface ReasonColumns {
  readonly reason_code: string
  readonly reason_params: ReasonParams
}

export function fromReasonColumns({
  reason_code,
  reason_params,
}: ReasonColumns): Reason {
  return readReason(reason_code, reason_params)
}

export function readNullableReason(
  code: string | null,
  params: ReasonParams | null
): Reason | null {
  return code === null ? null : readReason(code, params ?? {})
}

/** As parameters of a statement, in the order of the columns. */
export function toReasonColumns({
  code,
  params,
}: Reason): readonly [string, string] {
  return [code, JSON.stringify(params)]
}
