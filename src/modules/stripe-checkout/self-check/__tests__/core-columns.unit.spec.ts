import { findMissingColumns, NEEDED_COLUMNS } from "../core-columns"

const ALL = Object.entries(NEEDED_COLUMNS).flatMap(([table, columns]) =>
  columns.map((column) => ({ table_name: table, column_name: column }))
)

describe("A table of Medusa", () => {
  it.each(ALL.map((row) => [row.table_name, row.column_name] as const))(
    "%s without the column %s is named",
    async (table, column) => {
      const rows = ALL.filter(
        ({ table_name, column_name }) =>
          table_name !== table || column_name !== column
      )

      expect(await findMissingColumns(answer(rows))).toEqual([
        `Medusa's table ${table} has no column ${column}.`,
      ])
    }
  )

  it("that has all of its columns is not named", async () => {
    expect(await findMissingColumns(answer(ALL))).toEqual([])
  })
})

function answer(rows: object[]) {
  return <Row>() => Promise.resolve(rows as Row[])
}
