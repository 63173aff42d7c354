import {
  browserCookieName,
  browserProof,
  isBrowserProof,
} from "../browser-proof"

describe("The proof that a browser opened the payment", () => {
  const proof = browserProof("sk_test_secret", "payses_1")

  it("is accepted for its own payment", () => {
    expect(isBrowserProof(proof, "sk_test_secret", "payses_1")).toBe(true)
  })

  it.each<[string, unknown, string, string]>([
    ["another payment", proof, "sk_test_secret", "payses_2"],
    ["another secret", proof, "sk_test_other", "payses_1"],
    ["a shortened proof", proof.slice(0, -1), "sk_test_secret", "payses_1"],
    ["a longer proof", `${proof}A`, "sk_test_secret", "payses_1"],
    ["nothing", undefined, "sk_test_secret", "payses_1"],
    ["an empty text", "", "sk_test_secret", "payses_1"],
    ["a list", [proof], "sk_test_secret", "payses_1"],
    ["letters beyond ASCII", "ü".repeat(43), "sk_test_secret", "payses_1"],
  ])("is refused with %s", (_what, given, secret, id) => {
    expect(isBrowserProof(given, secret, id)).toBe(false)
  })

  it("does not contain the secret", () => {
    expect(proof).not.toContain("secret")
    expect(proof).toMatch(/^[\w-]+$/)
  })

  it("has a cookie of its own for each payment", () => {
    expect(browserCookieName("payses_1")).not.toBe(
      browserCookieName("payses_2")
    )
  })
})
