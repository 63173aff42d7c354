import {
  fulfillmentStatusSince,
  type FulfillmentTimes,
  type OrderChangeAction,
  removesGoods,
} from "../fulfillment-since"

const PACKED = { packedAt: at("09:00") }
const SHIPPED = { ...PACKED, shippedAt: at("10:00") }
const SHIPPED_LATER = { packedAt: at("09:30"), shippedAt: at("11:00") }
const DELIVERED = { ...SHIPPED, deliveredAt: at("12:00") }
const DELIVERED_LATER = { ...SHIPPED_LATER, deliveredAt: at("13:00") }
const CANCELED = { packedAt: at("09:45"), canceledAt: at("14:00") }
const REMOVED = "15:00"

describe("A fulfillment status", () => {
  it.each<[string, Partial<FulfillmentTimes>[], string | null, string]>([
    ["not_fulfilled", [], null, "08:00"],
    ["not_fulfilled", [], REMOVED, "08:00"],
    ["partially_fulfilled", [PACKED], null, "09:00"],
    ["partially_fulfilled", [PACKED, CANCELED], null, "09:00"],
    ["fulfilled", [PACKED, { packedAt: at("09:40") }], null, "09:40"],
    ["fulfilled", [PACKED], REMOVED, REMOVED],
    ["partially_shipped", [SHIPPED, PACKED], null, "10:00"],
    ["partially_shipped", [SHIPPED, { packedAt: at("10:30") }], null, "10:00"],
    ["partially_shipped", [SHIPPED, SHIPPED_LATER], null, "11:00"],
    ["partially_shipped", [SHIPPED], REMOVED, "10:00"],
    ["shipped", [SHIPPED], null, "10:00"],
    ["shipped", [SHIPPED_LATER, SHIPPED], null, "11:00"],
    ["shipped", [SHIPPED, CANCELED], null, "10:00"],
    ["shipped", [SHIPPED], REMOVED, REMOVED],
    ["shipped", [SHIPPED_LATER], "10:30", "11:00"],
    ["partially_delivered", [DELIVERED, SHIPPED_LATER], null, "12:00"],
    ["partially_delivered", [DELIVERED], REMOVED, "12:00"],
    ["delivered", [DELIVERED_LATER, DELIVERED], null, "13:00"],
    ["delivered", [DELIVERED], REMOVED, REMOVED],
    ["canceled", [CANCELED], null, "14:00"],
    ["canceled", [CANCELED], REMOVED, "14:00"],
    ["a status of a later Medusa", [SHIPPED], null, "08:00"],
  ])(
    "%s after %j, goods removed at %s, is there since %s",
    (status, fulfillments, goodsRemovedAt, since) => {
      expect(
        fulfillmentStatusSince(status, {
          placedAt: at("08:00"),
          fulfillments: fulfillments.map(fulfillment),
          goodsRemovedAt: goodsRemovedAt && at(goodsRemovedAt),
        })
      ).toBe(at(since))
    }
  )
})

describe("An order change", () => {
  it.each<[OrderChangeAction, boolean]>([
    [{ action: "ITEM_UPDATE", details: { quantity_diff: -1 } }, true],
    [{ action: "ITEM_UPDATE", details: { quantity_diff: "-0.5" } }, true],
    [{ action: "ITEM_UPDATE", details: { quantity_diff: 0 } }, false],
    [{ action: "ITEM_UPDATE", details: { quantity_diff: 1 } }, false],
    [{ action: "ITEM_UPDATE", details: null }, false],
    [{ action: "ITEM_REMOVE" }, true],
    [{ action: "ITEM_ADD" }, false],
    [{ action: "SHIP_ITEM", details: { quantity_diff: undefined } }, false],
    [{}, false],
  ])("with %j removes goods: %s", (action, isRemoval) => {
    expect(removesGoods(action)).toBe(isRemoval)
  })
})

function fulfillment(times: Partial<FulfillmentTimes>): FulfillmentTimes {
  return {
    packedAt: null,
    shippedAt: null,
    deliveredAt: null,
    canceledAt: null,
    ...times,
  }
}

function at(time: string): string {
  return `2026-01-01T${time}:00.000Z`
}
