import {
  compareEndpoint,
  endpointsOf,
  type EndpointSetup,
  fingerprintOf,
  needsUpdate,
  refuseAddress,
  refuseRetiring,
  secretStateOf,
} from "../webhook-endpoint"

const URL = "https://shop.example/hooks/stripe-checkout"
const SECRET = "whsec_the_new_secret"

const EXPECTED = {
  url: URL,
  apiVersion: "2026-10-28.endive",
  eventTypes: ["charge.captured", "refund.failed"],
}

const RIGHT: EndpointSetup = {
  id: "we_1",
  url: URL,
  isEnabled: true,
  apiVersion: EXPECTED.apiVersion,
  eventTypes: EXPECTED.eventTypes,
  isOurs: true,
  configured: null,
  secretFingerprint: fingerprintOf(SECRET),
  created: 100,
}

const SAME = {
  isDisabled: false,
  missingEvents: [],
  extraEvents: [],
  otherVersion: null,
}

describe("A webhook endpoint", () => {
  it.each<[string, Partial<EndpointSetup>, object, boolean]>([
    ["is as it should be", {}, {}, false],
    ["may follow the account's version", { apiVersion: null }, {}, false],
    ["is disabled", { isEnabled: false }, { isDisabled: true }, true],
    [
      "lacks an event",
      { eventTypes: ["charge.captured"] },
      { missingEvents: ["refund.failed"] },
      true,
    ],
    [
      "sends another event as well",
      { eventTypes: [...EXPECTED.eventTypes, "payout.paid"] },
      { extraEvents: ["payout.paid"] },
      true,
    ],
    ["sends all events", { eventTypes: ["*"] }, { extraEvents: ["*"] }, true],
    [
      "has another version, which no update changes",
      { apiVersion: "2020-08-27" },
      { otherVersion: "2020-08-27" },
      false,
    ],
  ])("%s", (_what, changes, differences, isUpdatable) => {
    const found = compareEndpoint({ ...RIGHT, ...changes }, EXPECTED)

    expect(found).toEqual({ ...SAME, ...differences })
    expect(needsUpdate(found)).toBe(isUpdatable)
  })

  it("is found by its address, the newest first", () => {
    const older = { ...RIGHT, id: "we_0", created: 50, url: `${URL}/` }
    const other = { ...RIGHT, id: "we_2", url: `${URL}/eu` }

    expect(endpointsOf([older, other, RIGHT], URL).map(({ id }) => id)).toEqual(
      ["we_1", "we_0"]
    )
  })
})

describe("An address for webhooks", () => {
  it.each<[string, boolean, boolean, string | null]>([
    ["https://shop.example/hooks", true, true, null],
    ["https://shop.example/hooks", false, true, null],
    ["http://shop.example/hooks", true, true, "not_https"],
    ["http://shop.example/hooks", false, true, null],
    ["http://localhost:9000/hooks", false, true, "unreachable"],
    ["https://localhost:9000/hooks", true, true, "unreachable"],
    ["http://192.168.1.7:9000/hooks", false, true, "unreachable"],
    ["http://localhost:9000/hooks", false, false, null],
  ])(
    "%s (live: %s, Stripe: %s) is refused: %s",
    (url, isLive, isStripe, is) => {
      expect(refuseAddress(url, { isLiveMode: isLive, isStripe })).toBe(is)
    }
  )
})

describe("The signing secret of an endpoint", () => {
  it.each([
    ["is one of the shop's", RIGHT, ["whsec_other", SECRET], "configured"],
    ["is not the shop's yet", RIGHT, ["whsec_other"], "not_configured"],
    [
      "was never seen",
      { ...RIGHT, secretFingerprint: null },
      [SECRET],
      "unknown",
    ],
  ])("%s", (_what, endpoint, secrets, state) => {
    expect(secretStateOf(endpoint, secrets)).toBe(state)
  })

  it("is not in its fingerprint", () => {
    expect(fingerprintOf(SECRET)).toMatch(/^[0-9a-f]{16}$/)
    expect(fingerprintOf(SECRET)).toBe(fingerprintOf(SECRET))
    expect(fingerprintOf(SECRET)).not.toBe(fingerprintOf(`${SECRET}2`))
  })
})

describe("An older endpoint", () => {
  const older = { ...RIGHT, id: "we_0", secretFingerprint: null }

  it.each<[string, EndpointSetup[], string[], string | null]>([
    ["may go once the new one is accepted", [RIGHT, older], [SECRET], null],
    ["is not there", [RIGHT], [SECRET], "only_one"],
    ["is not there either", [], [SECRET], "only_one"],
    [
      "stays while the new secret is missing",
      [RIGHT, older],
      ["whsec_old"],
      "secret_not_configured",
    ],
    [
      "stays while nobody knows the new secret",
      [older, RIGHT],
      [SECRET],
      "secret_not_configured",
    ],
    [
      "stays while the new one is disabled",
      [{ ...RIGHT, isEnabled: false }, older],
      [SECRET],
      "disabled",
    ],
  ])("%s", (_what, endpoints, secrets, refusal) => {
    expect(refuseRetiring(endpoints, secrets)).toBe(refusal)
  })
})
