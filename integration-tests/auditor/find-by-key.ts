/**
 * Rows by a key. Each list is indexed once per `keysOf`, since a long run has tens of
 * thousands of rows; so `keysOf` must be a constant of its module.
 */
export function findByKey<Row>(
  rows: readonly Row[],
  keysOf: KeysOf<Row>,
  key: string | null
): readonly Row[] {
  const known =
    groupsByRows.get(rows) ?? new Map<unknown, Map<string, unknown[]>>()
  groupsByRows.set(rows, known)
  const groups = known.get(keysOf) ?? groupByKeys(rows, keysOf)
  known.set(keysOf, groups)
  return (groups.get(key ?? "") ?? []) as Row[]
}

/** No key if the row belongs to nothing. */
export type KeysOf<Row> = (row: Row) => readonly (string | null)[]

const groupsByRows = new WeakMap<object, Map<unknown, Map<string, unknown[]>>>()

function groupByKeys<Row>(
  rows: readonly Row[],
  keysOf: KeysOf<Row>
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  const pairs = rows.flatMap((row) => keysOf(row).map((key) => ({ key, row })))
  for (const { key, row } of pairs) {
    if (key === null) continue
    const group = groups.get(key) ?? []
    group.push(row)
    groups.set(key, group)
  }
  return groups
}
