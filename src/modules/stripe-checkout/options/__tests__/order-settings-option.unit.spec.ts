import type { OrderSettings } from "../../domain/order-status/order-settings"
import { checkSettings, readSettings } from "../order-settings-option"
import { resolveOptions } from "../schema"

const DEFAULTS = readSettings(
  resolveOptions({
    backendUrl: "https://api.shop.example",
    storefrontUrl: "https://shop.example",
  })
)

describe("Settings from the admin", () => {
  it("are as valid as the options that they come from", () => {
    expect(checkSettings(DEFAULTS)).toEqual({
      isValid: true,
      settings: DEFAULTS,
    })
  })

  it.each<[Partial<OrderSettings>, object]>([
    [
      { releaseOn: ["paid"] },
      {
        path: "orderStatus.releaseOn",
        code: "writes_itself",
        params: { name: "paid", status: "captured" },
      },
    ],
    [
      { releaseOn: ["ready_for_capture"] },
      {
        path: "orderStatus.releaseOn",
        code: "captures_and_releases",
        params: { name: "ready_for_capture" },
      },
    ],
    [
      { captureOn: [{ from: ["approve"], to: "go" }] },
      {
        path: "orderStatus.captureOn.0.from",
        code: "near_miss",
        params: { name: "approve", meant: "approved" },
      },
    ],
    [
      { statusNames: { ...DEFAULTS.statusNames, authorized: "held" } },
      {
        path: "orderStatus.captureOn.0.from",
        code: "old_name",
        params: { name: "approved", status: "authorized", meant: "held" },
      },
    ],
    [
      { captureOn: [{ fulfillmentStatus: ["skipped"] }] },
      {
        path: "orderStatus.captureOn.0.fulfillmentStatus",
        code: "unknown_fulfillment_status",
        params: { name: "skipped", meant: "shipped" },
      },
    ],
    [
      { captureDeadline: { warnHours: 0, action: "alert" } },
      { path: "captureDeadline.warnHours", code: "invalid" },
    ],
    [
      { captureOn: [{ from: [], to: "go" }] },
      { path: "orderStatus.captureOn.0.from", code: "invalid" },
    ],
  ])("are refused as the options would be: %j", (changes, problem) => {
    expect(checkSettings({ ...DEFAULTS, ...changes })).toMatchObject({
      isValid: false,
      problems: [problem],
    })
  })

  it("are refused with all that is wrong", () => {
    const result = checkSettings({
      ...DEFAULTS,
      captureOn: [{ from: ["approve"], to: "paid" }],
      releaseOn: ["refunded"],
      captureDeadline: { warnHours: 1000, action: "alert" },
    })

    expect(
      result.isValid ? [] : result.problems.map(({ code }) => code).sort()
    ).toEqual(["invalid", "near_miss", "writes_itself", "writes_itself"])
  })
})
