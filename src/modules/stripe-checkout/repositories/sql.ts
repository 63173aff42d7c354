/**
 * One statement, in a transaction of its own. What is read, decided and written together
 * (a lease, an insert that may lose a race) has to be a single statement.
 */
export type SqlRunner = <Row>(
  sql: string,
  parameters: readonly unknown[]
) => Promise<Row[]>
