/**
 * What a list is filtered by: only the conditions that were requested, so that Postgres sees
 * which index fits.
 */

export interface Condition {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** @returns null, which `allOf` leaves out, where there is no condition. */
export function when<Value>(
  value: Value | null | undefined,
  sql: string,
  parameters: (value: Value) => readonly unknown[] = (given) => [given]
): Condition | null {
  return value === null || value === undefined
    ? null
    : { sql, parameters: parameters(value) }
}

export function allOf(conditions: readonly (Condition | null)[]): Condition {
  const given = conditions.filter((condition) => condition !== null)
  return {
    sql: given.map(({ sql }) => sql).join(" and ") || "true",
    parameters: given.flatMap(({ parameters }) => parameters),
  }
}

/** Each is found by an index, however many payments there are. */
export const OF_PAYMENTS =
  "payment_session_id = any (array(select jsonb_array_elements_text(?::jsonb)))"

export function idsAsJson(ids: readonly string[]): readonly unknown[] {
  return [JSON.stringify(ids)]
}
