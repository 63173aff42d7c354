import { setTimeout as pause } from "node:timers/promises"

import type * as module from "../capture-reading"
import {
  capturingAsRead,
  findKeepsRest,
  findReading,
  keepAnswer,
} from "../capture-reading"
import { anIntent } from "../../domain/decision/__tests__/fixtures"

const HELD = anIntent("requires_capture")
const CAPTURED = anIntent("succeeded")

const readNow = () => ({ intent: HELD, readAt: performance.now() })

describe("What was read before a capture", () => {
  it("is known to whatever captures, however late and deep", async () => {
    const { result } = await capturingAsRead(readNow(), async () => {
      await pause(1)
      return findReading(HELD.id)
    })

    expect(result).toBe(HELD)
  })

  it("is nothing for another PaymentIntent, beside the capture, or after it", async () => {
    let later: Promise<unknown> = Promise.resolve()

    const { result } = await capturingAsRead(readNow(), async () => {
      later = pause(5).then(() => findReading(HELD.id))
      return findReading("pi_other")
    })

    expect(result).toBeNull()
    expect(findReading(HELD.id)).toBeNull()
    expect(await later).toBeNull()
  })

  it("does not count when it has waited too long", async () => {
    const old = { intent: HELD, readAt: performance.now() - 5_001 }

    const { result } = await capturingAsRead(old, async () =>
      findReading(HELD.id)
    )

    expect(result).toBeNull()
  })

  it("is replaced by Stripe's answer, if there was one", async () => {
    const answered = await capturingAsRead(readNow(), async () => {
      keepAnswer(CAPTURED)
    })
    const silent = await capturingAsRead(readNow(), async () => {
      keepAnswer({ ...CAPTURED, id: "pi_other" })
    })

    expect(answered.intent).toBe(CAPTURED)
    expect(silent.intent).toBeNull()
  })

  it("is known to a provider that Medusa has loaded from another path", async () => {
    jest.resetModules()
    const other = jest.requireActual<typeof module>("../capture-reading")

    const { intent } = await capturingAsRead(readNow(), async () => {
      expect(other.findReading(HELD.id)).toBe(HELD)
      other.keepAnswer(CAPTURED)
    })

    expect(intent).toBe(CAPTURED)
  })
})

describe("Whether the rest of a hold is to be kept", () => {
  it.each([
    ["is said by what captures", { keepsRest: true }, true],
    ["is denied by what does not say so", {}, false],
  ])("%s, however old its reading is", async (_what, said, expected) => {
    const reading = { intent: HELD, readAt: performance.now() - 5_001, ...said }

    const { result } = await capturingAsRead(reading, async () =>
      findKeepsRest(HELD.id)
    )

    expect(result).toBe(expected)
  })

  it("is unknown where no synchronization captures", () => {
    expect(findKeepsRest(HELD.id)).toBeNull()
  })
})
