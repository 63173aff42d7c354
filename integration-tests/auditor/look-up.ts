/**
 * Rows by a key. Each list is sorted once per key, since a long run has tens of thousands
 * of rows; so `keysOf` must be a function that lives as long as the file.
 */
export function lookUp<Row>(
  rows: readonly Row[],
  keysOf: KeysOf<Row>,
  key: string | null
): readonly Row[] {
  const known = sorted.get(rows) ?? new Map<unknown, Map<string, unknown[]>>()
  sorted.set(rows, known)
  const groups = known.get(keysOf) ?? sortBy(rows, keysOf)
  known.set(keysOf, groups)
  return (groups.get(key ?? "") ?? []) as Row[]
}

/** None where a row belongs to nobody. */
export type KeysOf<Row> = (row: Row) => readonly (string | null)[]

const sorted = new WeakMap<object, Map<unknown, Map<string, unknown[]>>>()

function sortBy<Row>(
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
