import type { MedusaRequest } from "@medusajs/framework/http"
import { isId, isPrefetch } from "../http"
describe("A request", () => {
  it.each([
    ["HEAD", {}, true],
    ["GET", { purpose: "prefetch" }, true],
    ["GET", { "sec-purpose": "prefetch;prerender" }, true],
    ["GET", { "sec-purpose": "prerender" }, true],
    ["GET", { "x-moz": "prefetch" }, true],
    ["GET", { "x-purpose": "preview" }, true],
    ["GET", { purpose: "Preview" }, true],
    ["GET", { rsc: "1" }, true],
    ["GET", { "next-router-prefetch": "1" }, true],
    ["GET", { purpose: "navigation" }, false],
    ["GET", {}, false],
  ])("%s with %j is a prefetch: %s", (method, headers, is) => {
    const request: unknown = { method, headers }

    expect(isPrefetch(request as MedusaRequest)).toBe(is)
  })
})

describe("An id", () => {
  it.each([
    ["payses_01ABC", true],
    ["cs_test_a1B2", true],
    ["", false],
    ["a b", false],
    ["../x", false],
    ["a\u0000", false],
    ["a\n", false],
    ["x".repeat(256), false],
    [["payses_1"], false],
    [undefined, false],
  ])("may be %j: %s", (value, is) => {
    expect(isId(value)).toBe(is)
  })
})
