import { isLiveKey, readAccountSecrets } from "../account-secrets"
import type { StripeCheckoutOptions } from "../option-types"
import { resolveOptions } from "../schema"

const GOOD: StripeCheckoutOptions = {
  apiKey: "sk_test_abc",
  webhookSecret: "whsec_abcdefgh",
  backendUrl: "https://api.shop.example",
  storefrontUrl: "https://shop.example",
}

describe("The secrets of an account", () => {
  const environment = process.env["NODE_ENV"]

  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: environment })
  })

  it.each<[string, Partial<StripeCheckoutOptions>, string[]]>([
    ["one secret", {}, ["whsec_abcdefgh"]],
    [
      "two, separated by a comma, while rotating",
      { webhookSecret: "whsec_newer_one, whsec_older_one" },
      ["whsec_newer_one", "whsec_older_one"],
    ],
    [
      "a list",
      { webhookSecret: ["whsec_newer_one", "whsec_older_one"] },
      ["whsec_newer_one", "whsec_older_one"],
    ],
    ["a restricted key", { apiKey: "rk_live_abc" }, ["whsec_abcdefgh"]],
  ])("may be %s", (_what, given, secrets) => {
    expect(read(given).webhookSecrets).toEqual(secrets)
  })

  it.each<[string, Partial<StripeCheckoutOptions>, RegExp]>([
    ["no key", { apiKey: undefined }, /apiKey \(STRIPE_API_KEY\) is missing/],
    ["a blank key", { apiKey: "  " }, /apiKey .*is missing/],
    [
      "a publishable key",
      { apiKey: "pk_test_x9" },
      /apiKey \(STRIPE_API_KEY\) is a publishable/,
    ],
    ["something else", { apiKey: "secret" }, /apiKey.*starts with sk_test_/],
    ["a key with a space", { apiKey: "sk_test_a b" }, /apiKey/],
    [
      "a live key for another host",
      { apiKey: "sk_live_x9", apiBase: "http://localhost:12111" },
      /live key, but apiBase/,
    ],
    [
      "a restricted live key for a host that looks alike",
      { apiKey: "rk_live_x9", apiBase: "https://api.stripe.com.evil.example" },
      /live key, but apiBase/,
    ],
    [
      "no webhook secret",
      { webhookSecret: undefined },
      /webhookSecret \(STRIPE_WEBHOOK_SECRET\) is missing/,
    ],
    ["a list of none", { webhookSecret: [] }, /webhookSecret .*is missing/],
    ["a blank secret", { webhookSecret: "" }, /webhookSecret.*blank/],
    ["a blank second", { webhookSecret: "whsec_abcdefgh," }, /number 2.*blank/],
    ["spaces", { webhookSecret: ["   "] }, /webhookSecret.*blank/],
    [
      "a key for a webhook secret",
      { webhookSecret: "sk_test_wrong_place" },
      /webhookSecret.*whsec_/,
    ],
    ["half a secret", { webhookSecret: "whsec_" }, /webhookSecret.*whsec_/],
  ])("are refused with %s, and never repeated", (_what, given, message) => {
    const { message: shown } = problemOf(given)

    expect(shown).toMatch(message)
    expect(shown).not.toMatch(/x9|sk_test_abc|abcdefgh|wrong_place/)
  })

  it("are checked for all accounts, whichever is read", () => {
    const options = resolveOptions({
      ...GOOD,
      accounts: { eu: { apiKey: "pk_test_1", webhookSecret: "" } },
    })

    for (const account of ["eu", "default"]) {
      expect(() => readAccountSecrets(options, account)).toThrow(
        /accounts\.eu\.apiKey[\s\S]*accounts\.eu\.webhookSecret/
      )
    }
    expect(() => readAccountSecrets(options, "us")).toThrow(/accounts\.us/)
  })

  it("name everything that is wrong at once", () => {
    const { message } = problemOf({ apiKey: "", webhookSecret: "" })

    expect(message).toMatch(/apiKey[\s\S]*webhookSecret/)
  })

  it.each([
    ["http://api.shop.example", true],
    ["https://api.shop.example", false],
    ["http://localhost:9000", false],
    ["http://127.0.0.1:9000", false],
  ])("travel in production with %s: refused %s", (backendUrl, isRefused) => {
    Object.assign(process.env, { NODE_ENV: "production" })
    const reading = () => read({ backendUrl })

    if (isRefused)
      expect(reading).toThrow(
        /backendUrl \(MEDUSA_BACKEND_URL\) is plain http.*Use https/
      )
    else expect(reading).not.toThrow()
  })

  it("may travel by plain http while developing", () => {
    Object.assign(process.env, { NODE_ENV: "development" })

    expect(() => read({ backendUrl: "http://192.168.1.4:9000" })).not.toThrow()
  })

  it.each([
    ["sk_live_1", true],
    ["rk_live_1", true],
    ["sk_test_1", false],
    ["rk_test_1", false],
    ["xsk_live_1", false],
  ])("%s is a live key: %s", (key, isLive) => {
    expect(isLiveKey(key)).toBe(isLive)
  })
})

function read(changes: Partial<StripeCheckoutOptions>) {
  const options = resolveOptions({ ...GOOD, ...changes })
  return readAccountSecrets(options, "default")
}

function problemOf(changes: Partial<StripeCheckoutOptions>): Error {
  try {
    read(changes)
  } catch (error) {
    return error as Error
  }
  throw new Error("These secrets were accepted.")
}
