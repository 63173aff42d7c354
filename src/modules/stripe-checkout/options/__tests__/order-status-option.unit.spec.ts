import type { OrderStatusOptions } from "../order-status-types"
import { resolveOptions } from "../schema"

const TARGET = "ready_for_capture"

describe("A shop that writes no capture rule", () => {
  it.each<[string, OrderStatusOptions, string[]]>([
    ["chose nothing", {}, ["approved", "capture_failed"]],
    [
      "renamed what held money reads",
      { authorized: "held" },
      ["held", "capture_failed"],
    ],
    [
      "renamed what a failed capture reads",
      { captureFailed: "no_money" },
      ["approved", "no_money"],
    ],
    [
      "writes nothing when a capture fails",
      { captureFailed: null },
      ["approved"],
    ],
  ])("and %s captures from what it writes", (_what, orderStatus, from) => {
    expect(read(orderStatus).captureOn).toEqual([{ from, to: TARGET }])
  })

  it("and writes nothing for held money has to say when to capture", () => {
    expect(() => read({ authorized: null })).toThrow(
      /orderStatus\.captureOn: is missing.*orderStatus\.authorized, which is null/
    )
  })

  it("keeps its rule when Medusa passes the options on", () => {
    const once = read({ authorized: "held" })

    expect(read(once)).toEqual(once)
  })
})

describe("A capture rule that the shop wrote", () => {
  it.each<[string, OrderStatusOptions, RegExp]>([
    [
      "begins with a name that the shop replaced",
      {
        authorized: "held",
        captureOn: [{ from: ["approved", "capture_failed"], to: TARGET }],
      },
      /captureOn\.0\.from: "approved" .*orderStatus\.authorized, which is "held".*Did you mean "held"/,
    ],
    [
      "retries from a name that the shop replaced",
      {
        captureFailed: "no_money",
        captureOn: [{ from: ["approved", "capture_failed"], to: TARGET }],
      },
      /"capture_failed" .*orderStatus\.captureFailed.*Did you mean "no_money"/,
    ],
    [
      "nearly names what the shop writes now",
      {
        authorized: "approve",
        captureOn: [{ from: ["approved"], to: TARGET }],
      },
      /Did you mean "approve"/,
    ],
  ])("is refused when it %s", (_what, orderStatus, message) => {
    expect(() => read(orderStatus)).toThrow(message)
  })

  it("is refused once for each name", () => {
    const captureOn = [{ from: ["approved"], to: TARGET }]

    expect(problemsOf({ authorized: "approve", captureOn })).toHaveLength(1)
  })

  it.each<[string, OrderStatusOptions]>([
    [
      "names the replaced status beside the new one",
      {
        authorized: "held",
        captureOn: [{ from: ["held", "approved"], to: TARGET }],
      },
    ],
    [
      "begins with what other systems write because the plugin writes nothing",
      { authorized: null, captureOn: [{ from: ["approved"], to: TARGET }] },
    ],
    [
      "begins with a default name that means another status here",
      {
        authorized: "paid",
        captured: "settled",
        captureOn: [{ from: ["paid"], to: TARGET }],
      },
    ],
    ["is none, for captures on request", { authorized: null, captureOn: [] }],
  ])("is accepted when it %s", (_what, orderStatus) => {
    expect(read(orderStatus).captureOn).toEqual(orderStatus.captureOn)
  })
})

function problemsOf(orderStatus: OrderStatusOptions): string[] {
  try {
    read(orderStatus)
  } catch (error) {
    const { message } = error as Error
    return message.split("\n").filter((line) => line.includes("orderStatus"))
  }
  return []
}

function read(orderStatus: object) {
  return resolveOptions({
    backendUrl: "https://api.shop.example",
    storefrontUrl: "https://shop.example",
    orderStatus,
  }).orderStatus
}
