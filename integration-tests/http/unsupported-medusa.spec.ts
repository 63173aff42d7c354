/**
 * What a person at the terminal reads when the plugin cannot work in this Medusa: a real start in a process of its own,
 * in which something of the installed Medusa was changed before it is loaded.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { SpecDatabase } from "../support/database"
import {
  type Ended,
  openMigratedDatabase,
  runMedusa,
  USABLE_OPTIONS,
} from "../support/medusa-command"

describe("A Medusa in which the plugin cannot work", () => {
  let database: SpecDatabase

  beforeAll(async () => {
    database = await openMigratedDatabase(USABLE_OPTIONS)
  })

  afterAll(() => database.drop())

  it("does not start when it is too old, and says which one is needed", async () => {
    const { exitCode, output } = await startWith(
      `load("@medusajs/medusa/package.json").version = "2.17.3"`
    )

    expect(exitCode).toBe(1)
    expect(output).toContain(
      "does not start on Medusa 2.17.3, in which five clicks on capture record the money five times: update Medusa to 2.18.0 or newer."
    )
  })

  it("does not start when its words about money are others, and says what to do", async () => {
    const { exitCode, output } = await startWith(
      `load("@medusajs/framework/utils").OrderStatus.CANCELED = "cancelled"`
    )

    expect(exitCode).toBe(1)
    expect(output).toContain(
      "because it would misread this Medusa: Medusa's OrderStatus has no canceled. Update the plugin, or go back to the previous version of Medusa."
    )
  })

  /** @param change runs first in the process */
  async function startWith(change: string): Promise<Ended> {
    const folder = await mkdtemp(join(tmpdir(), "unsupported-medusa-"))
    const preload = join(folder, "change.cjs")
    await writeFile(
      preload,
      `const { createRequire } = require("node:module")
       const load = createRequire(${JSON.stringify(__filename)})
       ${change}`
    )
    try {
      return await runMedusa(["start"], {
        ...USABLE_OPTIONS,
        DATABASE_URL: database.url,
        NODE_OPTIONS: `--require ${preload}`,
      })
    } finally {
      await rm(folder, { recursive: true })
    }
  }
})
