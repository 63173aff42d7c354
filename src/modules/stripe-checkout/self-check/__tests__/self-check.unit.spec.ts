import type { CheckName } from "../../domain/health"
import { TESTED_RANGE } from "../medusa-version"
import { SelfCheck } from "../self-check"

describe("What the self-check found", () => {
  it("is reported with Medusa's version, the check, the tested range and a remedy", () => {
    const { report, selfCheck } = setUp("2.99.0")

    selfCheck.record("lock", ["Two owners can acquire the same lock."])

    expect(report.mock.calls).toEqual([
      [
        `the self-check "lock" failed on Medusa 2.99.0 (tested with ${TESTED_RANGE}): Two owners can acquire the same lock. Rows that Medusa leaves half written are only reported, not repaired. Update the plugin, or go back to the previous version of Medusa.`,
      ],
    ])
  })

  it.each<[CheckName, { canRepair: boolean; canRecord: boolean }]>([
    ["statements", { canRepair: false, canRecord: true }],
    ["methods", { canRepair: false, canRecord: true }],
    ["columns", { canRepair: false, canRecord: true }],
    ["executions", { canRepair: false, canRecord: true }],
    ["summaries", { canRepair: false, canRecord: true }],
    ["lock", { canRepair: false, canRecord: true }],
    ["async_context", { canRepair: true, canRecord: false }],
    ["recorded_moves", { canRepair: true, canRecord: false }],
    ["events", { canRepair: true, canRecord: true }],
    ["order_changes", { canRepair: true, canRecord: true }],
  ])("turns off what depends on it: %s", (name, rights) => {
    const { selfCheck } = setUp("2.18.0")

    selfCheck.record(name, ["It is another one."])

    expect(selfCheck).toMatchObject(rights)
    expect(selfCheck.failures).toEqual(["It is another one."])
    expect(stateOf(selfCheck, name)).toBe("failed")
  })

  it("does not stop recording where Medusa itself says who captured", () => {
    const { selfCheck } = setUp("2.21.0")

    selfCheck.record("recorded_moves", ["Nobody has seen it."])

    expect(selfCheck.canRecord).toBe(true)
  })

  it("is forgotten as soon as the check succeeds", () => {
    const { selfCheck } = setUp("2.21.2")
    expect(stateOf(selfCheck, "lock")).toBe("pending")

    selfCheck.record("lock", ["Two owners can acquire the same lock."])
    selfCheck.record("lock", [])

    expect(selfCheck).toMatchObject({ failures: [], canRepair: true })
    expect(stateOf(selfCheck, "lock")).toBe("ok")
  })

  it("says whether the plugin was tested with this Medusa", () => {
    expect(setUp("2.99.0").selfCheck.describe()).toMatchObject({
      medusa_version: "2.99.0",
      tested_versions: TESTED_RANGE,
      is_tested: false,
    })
    expect(setUp("2.18.0").selfCheck.isTested).toBe(true)
  })
})

function setUp(version: string) {
  const report = jest.fn()
  return { report, selfCheck: new SelfCheck(report, version) }
}

function stateOf(selfCheck: SelfCheck, name: CheckName) {
  return selfCheck.describe().checks.find((check) => check.name === name)?.state
}
