import { setTimeout as pause } from "node:timers/promises"

import type * as module from "../record-only"
import { isRecordOnly, recordOnly } from "../record-only"

const CAPTURE = { kind: "capture", paymentId: "pay_1" } as const

describe("A capture or refund that only records what Stripe has done", () => {
  it("is seen by whatever runs within it, however late and deep", async () => {
    const seen: boolean[] = []

    const { wasSeen } = await recordOnly(CAPTURE, async () => {
      await pause(1)
      await Promise.all([
        pause(1).then(() => seen.push(isRecordOnly(CAPTURE))),
        pause(1).then(() => seen.push(isRecordOnly(CAPTURE))),
      ])
    })

    expect(seen).toEqual([true, true])
    expect(wasSeen).toBe(true)
  })

  it.each([
    { kind: "refund", paymentId: "pay_1" },
    { kind: "capture", paymentId: "pay_2" },
  ] as const)("is not taken for $kind of $paymentId", async (other) => {
    const { wasSeen } = await recordOnly(CAPTURE, async () => {
      expect(isRecordOnly(other)).toBe(false)
    })

    expect(wasSeen).toBe(false)
  })

  it("does not reach what happens beside it, or what it began and did not wait for", async () => {
    expect(isRecordOnly(CAPTURE)).toBe(false)
    let later: Promise<boolean> = Promise.resolve(true)

    await recordOnly(CAPTURE, async () => {
      later = pause(5).then(() => isRecordOnly(CAPTURE))
    })

    expect(await later).toBe(false)
  })

  it("ends also where it fails", async () => {
    let later: Promise<boolean> = Promise.resolve(true)

    const failing = recordOnly(CAPTURE, async () => {
      later = pause(5).then(() => isRecordOnly(CAPTURE))
      throw new Error("Medusa refuses.")
    })

    await expect(failing).rejects.toThrow("Medusa refuses.")
    expect(await later).toBe(false)
  })

  it("is known to a provider that Medusa has loaded from another path", async () => {
    jest.resetModules()
    const other = jest.requireActual<typeof module>("../record-only")
    expect(other.recordOnly).not.toBe(recordOnly)

    await recordOnly(CAPTURE, async () => {
      expect(other.isRecordOnly(CAPTURE)).toBe(true)
    })
  })
})
