import { peerDependencies } from "../../../../../package.json"
import {
  judgeVersion,
  readMedusaVersion,
  assertSupportedMedusa,
  TESTED_VERSIONS,
  writesAuthorOfCapture,
} from "../medusa-version"

describe("The version of Medusa that a shop has", () => {
  it.each([
    ["2.17.2", "older"],
    ["1.20.0", "older"],
    ["2.18.0", "tested"],
    [TESTED_VERSIONS.to, "tested"],
    ["2.21.99", "tested"],
    ["2.22.0-snapshot-20260911212358", "newer"],
    ["3.0.0", "newer"],
    ["next", "unknown"],
    [null, "unknown"],
  ])("%s is %s", (version, judged) => {
    expect(judgeVersion(version)).toBe(judged)
  })

  it("is the one that is installed", () => {
    expect(readMedusaVersion()).toMatch(/^2[.]\d+[.]\d+/)
  })

  it("may be any that the package asks for, from the oldest tested one on", () => {
    const medusa = Object.entries(peerDependencies).filter(
      ([name]) => name.startsWith("@medusajs/") && name !== "@medusajs/ui"
    )

    expect(medusa.map(([, range]) => range)).toEqual(
      medusa.map(() => `>=${TESTED_VERSIONS.from} <3`)
    )
    expect(judgeVersion(readMedusaVersion())).toBe("tested")
  })

  it("stops the start when it is too old, and says what to do", () => {
    expect(() => assertSupportedMedusa("2.17.2")).toThrow(
      /does not start on Medusa 2\.17\.2.*update Medusa to 2\.18\.0 or newer/
    )
  })

  it.each(["2.18.0", "2.99.0", null])("starts with %s", (version) => {
    expect(() => assertSupportedMedusa(version)).not.toThrow()
  })

  it.each([
    ["2.20.1", false],
    ["2.21.0", true],
    [null, false],
  ])("%s names who captured: %s", (version, isWritten) => {
    expect(writesAuthorOfCapture(version)).toBe(isWritten)
  })
})
