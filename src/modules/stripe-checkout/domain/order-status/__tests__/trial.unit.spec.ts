import { PLUGIN_ACTOR } from "../../plugin-actor"
import type { StatusChangeRecord } from "../capture-rules"
import { DEFAULT_STATUSES } from "../default-statuses"
import type { OrderSettings } from "../order-settings"
import { type TriedOrder, tryRules } from "../trial"

const PRESENT: OrderSettings = {
  statusNames: DEFAULT_STATUSES,
  captureOn: [{ from: ["approved"], to: "ready_for_capture" }],
  releaseOn: [],
  captureDeadline: { warnHours: 24, action: "alert" },
  surplusHolds: "release",
  canceledButCaptured: "report",
  captureInReview: "wait",
  fraudWarnings: "notify",
  adminFeed: true,
}
const PACKED: OrderSettings = {
  ...PRESENT,
  captureOn: [{ from: ["approved"], to: "packed" }],
}

const APPROVED = edit(1, null, "approved", PLUGIN_ACTOR)

describe("Rules that are tried", () => {
  it("would have captured when the order came that way", () => {
    const order = orderOf(APPROVED, edit(2, "approved", "packed"))

    expect(tryRules(order, PACKED, PRESENT)).toEqual({
      tried: expect.objectContaining({ kind: "capture", at: at(2) }) as unknown,
      present: null,
    })
  })

  it("would not have done what the present ones did", () => {
    const order = orderOf(APPROVED, edit(2, "approved", "ready_for_capture"))

    expect(tryRules(order, PACKED, PRESENT)).toEqual({
      tried: null,
      present: expect.objectContaining({ kind: "capture" }) as unknown,
    })
  })

  it("would have done it before the order moved on", () => {
    const order = orderOf(
      APPROVED,
      edit(2, "approved", "packed"),
      edit(3, "packed", "on_its_way")
    )

    expect(tryRules(order, PACKED, PRESENT).tried?.at).toBe(at(2))
  })

  it("would have moved the money only once, the first time", () => {
    const order = orderOf(
      APPROVED,
      edit(2, "approved", "packed"),
      edit(3, "packed", "no")
    )
    const settings = { ...PACKED, releaseOn: ["no"] }

    expect(tryRules(order, settings, PRESENT).tried?.kind).toBe("capture")
  })

  it("meet the names that the plugin would have written", () => {
    const order = orderOf(APPROVED, edit(2, "approved", "packed"))
    const renamed: OrderSettings = {
      ...PACKED,
      statusNames: { ...DEFAULT_STATUSES, authorized: "held" },
      captureOn: [{ from: ["held"], to: "packed" }],
    }

    expect(tryRules(order, renamed, PRESENT).tried?.kind).toBe("capture")
  })

  it("on Medusa's own states count with the state that the order has", () => {
    const shipped: OrderSettings = {
      ...PRESENT,
      captureOn: [{ fulfillmentStatus: ["shipped"] }],
    }
    const order = {
      ...orderOf(APPROVED),
      progress: {
        orderId: "order_1",
        orderStatus: "pending",
        orderStatusSince: at(1),
        fulfillmentStatus: "shipped",
        fulfillmentStatusSince: at(5),
      },
    }

    expect(tryRules(order, shipped, PRESENT).tried).toMatchObject({
      at: at(5),
      reason: { code: "order_state_requests_capture" },
    })
  })
})

function orderOf(...edits: StatusChangeRecord[]): TriedOrder {
  return { orderId: "order_1", edits, isComplete: true, progress: null }
}

function edit(
  day: number,
  from: string | null,
  to: string | null,
  actor = "user_1"
): StatusChangeRecord {
  return { id: String(day), madeAt: at(day), from, to, actor }
}

function at(day: number): string {
  return `2026-01-0${day}T10:00:00.000Z`
}
