import { resolveOptions } from "../options/schema"
import { Settings, type SettingsRow } from "../repositories/settings"
import { CurrentSettings } from "../settings-in-force"

const CHANGED: SettingsRow = {
  id: "scset_1",
  version: 1,
  difference: { surplusHolds: "keep" },
  rules_since: {},
  actor: null,
  restored_version: null,
  created_at: new Date(),
}

afterEach(() => {
  jest.useRealTimers()
})

describe("The settings that count now", () => {
  it("cost one statement for all passes of two seconds", async () => {
    jest.useFakeTimers()
    const { current, database } = open([CHANGED])

    await Promise.all([current.read(), current.read(), current.read()])
    jest.advanceTimersByTime(1_900)
    expect((await current.read()).settings.surplusHolds).toBe("keep")
    expect(database.statements).toBe(1)

    database.rows = []
    jest.advanceTimersByTime(200)
    expect((await current.read()).settings.surplusHolds).toBe("release")
    expect(database.statements).toBe(2)
  })

  it("are read again at once after a change of this process", async () => {
    const { current, database } = open([])
    await current.read()

    database.rows = [CHANGED]
    current.forget()

    expect((await current.read()).version).toBe(1)
  })

  it("are asked for again after a failure, and are never taken for unchanged", async () => {
    const { current, database } = open([CHANGED])
    database.fails = true
    await expect(current.read()).rejects.toThrow("The database is away.")

    database.fails = false
    expect((await current.read()).settings.surplusHolds).toBe("keep")
  })

  it("cost nothing where the options keep them in code", async () => {
    const { current, database } = open([CHANGED], "locked")

    expect((await current.read()).settings.surplusHolds).toBe("release")
    expect(database.statements).toBe(0)
  })
})

function open(
  rows: SettingsRow[],
  settings: "editable" | "locked" = "editable"
) {
  const database = { rows, statements: 0, fails: false }
  const repository = new Settings(<Row>() => {
    database.statements += 1
    return database.fails
      ? Promise.reject(new Error("The database is away."))
      : Promise.resolve(database.rows as Row[])
  })
  const options = resolveOptions({
    backendUrl: "https://api.shop.example",
    storefrontUrl: "https://shop.example",
    settings,
  })
  return { current: new CurrentSettings(repository, options), database }
}
