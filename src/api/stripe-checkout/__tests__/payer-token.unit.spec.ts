import { browserCookieName, payerToken, isBrowserProof } from "../payer-cookie"

const SECRET = "sk_test_secret"

type Given = { cookie: unknown; secret: string; id: string }

describe("The proof that a browser opened the payment", () => {
  const proof = payerToken(SECRET, "payses_1")

  it("is accepted for its own payment", () => {
    expect(isBrowserProof(proof, SECRET, "payses_1")).toBe(true)
  })

  it.each<[string, Partial<Given>]>([
    ["another payment", { id: "payses_2" }],
    ["another secret", { secret: "sk_test_other" }],
    ["a shortened proof", { cookie: proof.slice(0, -1) }],
    ["a longer proof", { cookie: `${proof}A` }],
    ["nothing", { cookie: undefined }],
    ["an empty text", { cookie: "" }],
    ["a list", { cookie: [proof] }],
    ["letters beyond ASCII", { cookie: "ü".repeat(43) }],
  ])("is refused with %s", (_what, change) => {
    const given = { cookie: proof, secret: SECRET, id: "payses_1", ...change }

    expect(isBrowserProof(given.cookie, given.secret, given.id)).toBe(false)
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
