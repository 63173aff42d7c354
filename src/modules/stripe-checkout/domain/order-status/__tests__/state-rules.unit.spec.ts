import { isAboutPayment } from "../capture-rules"
import type { OrderRules } from "../order-rules"
import { evaluateStateRules, type OrderProgress } from "../state-rules"

const RULES: OrderRules = {
  metadataKey: "order_status",
  captureOn: [
    { orderStatus: "completed" },
    { fulfillmentStatus: ["partially_shipped", "shipped"] },
  ],
  releaseOn: [],
  rulesSince: {},
}

const PENDING: OrderProgress = {
  orderId: "order_1",
  orderStatus: "pending",
  orderStatusSince: at("08:00"),
  fulfillmentStatus: "not_fulfilled",
  fulfillmentStatusSince: at("08:00"),
}
const PARTLY_SHIPPED = shipped("partially_shipped", "10:00")
const COMPLETED = {
  ...PENDING,
  orderStatus: "completed",
  orderStatusSince: at("12:00"),
}

describe("Medusa's own states", () => {
  it.each<[string, OrderProgress, string[]]>([
    ["nothing before one is reached", PENDING, []],
    ["once for being partly shipped", PARTLY_SHIPPED, ["partially_shipped"]],
    ["once for being shipped", shipped("shipped", "11:00"), ["shipped"]],
    ["once for being completed", COMPLETED, ["completed"]],
    [
      "for each that is reached",
      { ...shipped("shipped", "11:00"), ...statusOf(COMPLETED) },
      ["completed", "shipped"],
    ],
    ["nothing for another one", shipped("delivered", "11:00"), []],
    [
      "nothing for another order status",
      { ...COMPLETED, orderStatus: "archived" },
      [],
    ],
    [
      "nothing without a fulfillment status",
      { ...PENDING, fulfillmentStatus: null },
      [],
    ],
  ])("request %s", (_what, progress, states) => {
    const results = evaluateStateRules(progress, RULES)

    expect(results.map(({ rule }) => rule)).toEqual(
      states.map((state) => `captureOn ${state}`)
    )
    expect(results.every(({ requested }) => requested === "capture")).toBe(true)
  })

  it.each<[string, OrderProgress, number]>([
    ["nothing new while the order stays in it", PARTLY_SHIPPED, 1],
    [
      "again when the order moves on to the next",
      shipped("shipped", "11:00"),
      2,
    ],
    [
      "again when the order reaches it again",
      shipped("partially_shipped", "11:00"),
      2,
    ],
  ])("request %s", (_what, later, causes) => {
    expect(
      new Set([...causesOf(PARTLY_SHIPPED), ...causesOf(later)]).size
    ).toBe(causes)
  })

  it("request for another order by another cause", () => {
    expect(causesOf({ ...PARTLY_SHIPPED, orderId: "order_2" })).not.toEqual(
      causesOf(PARTLY_SHIPPED)
    )
  })

  it.each<[string, OrderProgress, string | null, boolean]>([
    ["the payment that the order was placed with", PARTLY_SHIPPED, null, true],
    ["a hold that was there", PARTLY_SHIPPED, at("09:59"), true],
    ["no hold that came later", PARTLY_SHIPPED, at("10:01"), false],
    [
      "such a hold once the order moves on",
      shipped("shipped", "11:00"),
      at("10:01"),
      true,
    ],
    ["no hold of an order completed before", COMPLETED, at("12:01"), false],
    ["a hold of an order completed after", COMPLETED, at("11:59"), true],
  ])("are about %s", (_what, progress, heldSince, isAbout) => {
    const [result] = evaluateStateRules(progress, RULES)

    expect(isAboutPayment(result?.madeAt ?? null, heldSince)).toBe(isAbout)
  })

  it("request nothing where only statuses in the metadata have rules", () => {
    const captureOn = [{ from: ["approved"], to: "completed" }]

    expect(evaluateStateRules(COMPLETED, { ...RULES, captureOn })).toEqual([])
  })
})

function causesOf(progress: OrderProgress): string[] {
  return evaluateStateRules(progress, RULES).map(({ trigger }) => trigger)
}

function shipped(fulfillmentStatus: string, time: string): OrderProgress {
  return { ...PENDING, fulfillmentStatus, fulfillmentStatusSince: at(time) }
}

function statusOf({ orderStatus, orderStatusSince }: OrderProgress) {
  return { orderStatus, orderStatusSince }
}

function at(time: string): string {
  return `2026-01-01T${time}:00.000Z`
}
