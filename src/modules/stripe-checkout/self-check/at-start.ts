/**
 * What is checked of Medusa while it starts.
 */
import type { CoreTables } from "../core-tables/core-tables"
import type { SqlRunner } from "../repositories/sql"
import { findMissingColumns } from "./core-columns"
import {
  EVENT_WORDS,
  findMissingWords,
  assertKnownWords,
} from "./core-constants"
import { findChangedWorkflows, findMissingMethods } from "./core-methods"
import { assertSupportedMedusa } from "./medusa-version"
import type { SelfCheck } from "./self-check"

/** A loader, because Medusa goes on when a hook fails. */
export function assertMedusa(): Promise<void> {
  return new Promise((resolve) => {
    assertSupportedMedusa()
    assertKnownWords()
    resolve()
  })
}

/** What needs only SQL, Medusa's constants and the modules that are loaded. Writes nothing. */
export async function checkCore(
  selfCheck: SelfCheck,
  coreTables: CoreTables,
  sql: SqlRunner
): Promise<void> {
  selfCheck.record("events", findMissingWords(EVENT_WORDS))
  selfCheck.record("methods", [
    ...findMissingMethods(),
    ...findChangedWorkflows(),
  ])
  selfCheck.record("columns", await findMissingColumns(sql))
  selfCheck.record("statements", await coreTables.check())
}
