/**
 * The one door to SQL on Medusa's own tables, which Medusa does not promise to keep as
 * they are. A statement that failed the self-check at start is never run: it answers
 * with no rows, which every caller takes for "nothing found".
 */
import type { SqlRunner } from "../repositories/sql"

/** `?` stands for a parameter. */
export interface CoreStatement {
  readonly name: string
  readonly sql: string
}

export class CoreSql {
  private readonly sql: SqlRunner
  private readonly broken = new Set<string>()

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  async run<Row>(
    { name, sql }: CoreStatement,
    parameters: readonly unknown[]
  ): Promise<Row[]> {
    return this.broken.has(name) ? [] : this.sql<Row>(sql, parameters)
  }

  isBroken({ name }: CoreStatement): boolean {
    return this.broken.has(name)
  }

  /**
   * Plans the statement without running it, so that writing ones can be checked too.
   *
   * @throws an error that says nothing about the statement, such as a lost connection
   */
  async check({ name, sql }: CoreStatement): Promise<string | null> {
    const parameters = [...sql.matchAll(/\?/g)].map(() => null)
    try {
      await this.sql(`explain ${sql}`, parameters)
      this.broken.delete(name)
      return null
    } catch (error) {
      if (!isAboutStatement(error)) {
        throw error
      }
      this.broken.add(name)
      const message = error instanceof Error ? error.message : String(error)
      // Knex puts the whole statement in front.
      return `${name}: ${message.split(" - ").at(-1) ?? ""}.`
    }
  }
}

/** Postgres's class 42 names what a statement refers to and the database does not have. */
function isAboutStatement(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown }
  return typeof code === "string" && code.startsWith("42")
}
