import { isRecordOnly } from "../../../../modules/stripe-checkout/record-only"
import { SelfCheck } from "../../../../modules/stripe-checkout/self-check/self-check"
import type { SyncContext } from "../context"
import { recordMove } from "../recorded-move"

const MOVE = { kind: "capture", paymentId: "pay_1" } as const

describe("A capture that Stripe has made", () => {
  it("is recorded, and known to be recorded by the provider", async () => {
    const { selfCheck, context } = setUp("2.18.0")

    await recordMove(context, MOVE, async () => isRecordOnly(MOVE))

    expect(selfCheck.failures).toEqual([])
    expect(selfCheck.describe().checks).toContainEqual({
      name: "recorded_moves",
      state: "ok",
    })
  })

  it("says nothing where there was nothing left to record", async () => {
    const { selfCheck, context } = setUp("2.18.0")

    await recordMove(context, MOVE, async () => false)

    expect(selfCheck.describe().checks).toContainEqual({
      name: "recorded_moves",
      state: "pending",
    })
  })

  it("is the last one to be recorded where Medusa names no author and the provider did not see it", async () => {
    const { selfCheck, context } = setUp("2.18.0")
    const record = jest.fn(async () => true)

    await recordMove(context, MOVE, record)
    const second = recordMove(context, MOVE, record)

    await expect(second).rejects.toThrow(/not recorded in this Medusa/)
    expect(record).toHaveBeenCalledTimes(1)
    expect(selfCheck.failures).toEqual([
      "The provider did not see that a capture was only recorded.",
    ])
  })

  it("is still recorded where Medusa names the author", async () => {
    const { context } = setUp("2.21.2")
    const record = jest.fn(async () => true)

    await recordMove(context, MOVE, record)
    await recordMove(context, MOVE, record)

    expect(record).toHaveBeenCalledTimes(2)
  })
})

function setUp(version: string) {
  const selfCheck = new SelfCheck(jest.fn(), version)
  const context = {
    container: { resolve: () => ({ selfCheck }) },
  } as unknown as SyncContext
  return { selfCheck, context }
}
