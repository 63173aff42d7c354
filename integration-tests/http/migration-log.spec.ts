/**
 * What a person at the terminal reads while Medusa migrates a database: a real `medusa db:migrate` in a process of its
 * own, with the scripts that Medusa runs at its end.
 */
import { findFreePort } from "../support/free-port"
import type { SpecDatabase } from "../support/database"
import {
  openMigratedDatabase,
  runMedusa,
  USABLE_OPTIONS,
} from "../support/medusa-command"

describe("A migration", () => {
  let database: SpecDatabase

  beforeAll(async () => {
    database = await openMigratedDatabase(USABLE_OPTIONS)
  })

  afterAll(() => database.drop())

  it("names no problem of a store that is not running", async () => {
    const { exitCode, output } = await runMedusa(["db:migrate"], {
      ...USABLE_OPTIONS,
      DATABASE_URL: database.url,
      // Nobody listens there, and nothing asks.
      STRIPE_API_BASE: `http://localhost:${await findFreePort()}`,
    })

    expect(exitCode).toBe(0)
    expect(output).toContain("Migration scripts completed")
    expect(output).not.toContain("stripe-checkout:")
  })
})
