import { findProblems, type HealthFacts } from "../health"
import { sentenceOfProblem } from "../health-problems"

const WELL: HealthFacts = {
  coreFailures: [],
  areRepairsOff: false,
  settingsProblem: null,
  unknownMarketIds: [],
  stripeError: null,
  secondsAhead: 60,
  expectedUrl: "https://shop.example/hooks/stripe-checkout",
  expectedApiVersion: "2026-10-28.endive",
  endpoint: {
    isEnabled: true,
    apiVersion: "2026-10-28.endive",
    missingEvents: [],
  },
  dead: 0,
  openDiscrepancies: 0,
  failing: { count: 0, reason: null },
  overdue: 0,
  notPlaceable: { count: 0, reason: null },
  oldestUnprocessedAge: null,
  lastRunAge: 2,
  lastRunFailure: null,
  everyMinutes: 5,
}

describe("What is wrong with an account", () => {
  it("is nothing when all is well", () => {
    expect(findProblems(WELL)).toEqual([])
  })

  it("is not what the key may not see", () => {
    expect(findProblems({ ...WELL, endpoint: null })).toEqual([])
  })

  it("is not an endpoint that follows the account's own version", () => {
    const endpoint = { isEnabled: true, apiVersion: null, missingEvents: [] }

    expect(findProblems({ ...WELL, endpoint })).toEqual([])
  })

  it.each<[string, Partial<HealthFacts>, RegExp]>([
    [
      "Medusa's core differs from what the plugin knows",
      {
        coreFailures: ["There is no table order_change."],
        areRepairsOff: true,
      },
      /differs from what the plugin knows: There is no table order_change\. Repairs are off/,
    ],
    [
      "Medusa's core differs where no repair depends on it",
      { coreFailures: ["Medusa's PaymentEvents has no payment.captured."] },
      /has no payment\.captured\. Update the plugin\.$/,
    ],
    [
      "the options name a region that does not exist",
      { unknownMarketIds: ["reg_1", "sc_2"] },
      /do not exist: reg_1, sc_2\./,
    ],
    [
      "the server's clock is six minutes ahead",
      { secondsAhead: 360 },
      /differs from Stripe's by 6 minutes/,
    ],
    [
      "the server's clock is an hour behind",
      { secondsAhead: -3_600 },
      /differs from Stripe's by 60 minutes/,
    ],
    [
      "the last sweep was incomplete",
      { lastRunFailure: "events: Stripe could not answer." },
      /was incomplete: events: Stripe could not answer\..*within 5 minutes/,
    ],
    [
      "the settings of the admin no longer fit the options",
      { settingsProblem: "captureOn.0.from names nothing." },
      /so the options apply: captureOn\.0\.from names nothing\./,
    ],
    [
      "Stripe does not answer",
      { stripeError: "Stripe does not accept the API key." },
      /does not accept the API key/,
    ],
    [
      "no endpoint points here",
      { endpoint: "missing" },
      /No webhook endpoint .* https:\/\/shop\.example\/hooks/,
    ],
    [
      "the endpoint is disabled",
      { endpoint: { isEnabled: false, apiVersion: null, missingEvents: [] } },
      /disabled/,
    ],
    [
      "the endpoint lacks events",
      {
        endpoint: {
          isEnabled: true,
          apiVersion: null,
          missingEvents: ["refund.failed"],
        },
      },
      /does not send refund\.failed/,
    ],
    [
      "the endpoint speaks another version",
      {
        endpoint: {
          isEnabled: true,
          apiVersion: "2020-08-27",
          missingEvents: [],
        },
      },
      /version 2020-08-27; the plugin is made for 2026-10-28\.endive/,
    ],
    ["events are dead", { dead: 3 }, /^Dead events: 3\./],
    ["manual review is needed", { openDiscrepancies: 1 }, /manual review: 1\./],
    [
      "paid carts cannot be placed",
      { notPlaceable: { count: 2, reason: "The shirt is sold out." } },
      /could not be placed: 2\. The shirt is sold out\..*restock.*\/payments-without-order.*\/retry.*\/release/,
    ],
    [
      "payments cannot be synchronized",
      { failing: { count: 3, reason: "Stripe does not know this object." } },
      /cannot be synchronized: 3\. Stripe does not know this object\. Requests for these payments stay pending/,
    ],
    ["payments are overdue", { overdue: 21 }, /overdue: 21\..*worker/],
    [
      "events wait too long",
      { oldestUnprocessedAge: 301 },
      /more than five minutes/,
    ],
    ["no sweep ever ran", { lastRunAge: null }, /has never run/],
    ["the last sweep is long ago", { lastRunAge: 16 }, /16 minutes ago/],
  ])("is said when %s", (_what, facts, sentence) => {
    expect(findProblems({ ...WELL, ...facts }).map(sentenceOfProblem)).toEqual([
      expect.stringMatching(sentence),
    ])
  })
})
