/**
 * One statement, in a transaction of its own. What must be decided and written in
 * one breath (a lease, an insert that may lose a race) is one statement; everything
 * else goes through Medusa's generated methods.
 */
export type SqlRunner = <Row>(
  sql: string,
  parameters: readonly unknown[]
) => Promise<Row[]>
