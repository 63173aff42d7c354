import { redisModules } from "../../../../../docs/snippets/redis-modules"
import type { StripeCheckoutOptions } from "../option-types"
import { resolveOptions } from "../schema"
import {
  findSetupProblems,
  logErrorOnce,
  warnAboutSetup,
  warnAboutVersion,
} from "../startup-warnings"

const MINUTE = 60_000

const [event_bus, workflows, locking] = redisModules("redis://localhost")
const ON_REDIS = { event_bus, workflows, locking }

describe("At start the shop", () => {
  const environment = process.env["NODE_ENV"]

  afterEach(() => {
    Object.assign(process.env, { NODE_ENV: environment })
  })

  it("names a provider that is missing", () => {
    const [warning] = problemsWith({ providers: ["default"] })

    expect(warning).toContain("pp_stripe-checkout_eu")
    expect(warning).not.toContain("pp_stripe-checkout_default")
    expect(warning).toContain("...stripe.providers")
  })

  it.each([undefined, {}, { modules: { payment: false as const } }])(
    "names every provider when there are none: %j",
    (configuration) => {
      const options = optionsWith({})

      expect(
        findSetupProblems({ configuration, options, lastSweep: null })
      ).toEqual([expect.stringContaining("default, pp_stripe-checkout_eu")])
    }
  )

  it("is silent when everything is there", () => {
    expect(problemsWith({})).toEqual([])
  })

  it.each([
    ["manual", true],
    ["manual_where_possible", false],
    ["automatic", false],
  ] as const)(
    "with %s says that no payment will be placed at once: %s",
    (captureMethod, isSaid) => {
      const options = {
        captureMethod,
        delayedPayments: "place_at_once" as const,
      }

      expect(problemsWith({ options })).toEqual(
        isSaid ? [expect.stringContaining("Set captureMethod")] : []
      )
    }
  )

  it.each([
    ["http://localhost:9000", true],
    ["https://192.168.1.4", true],
    ["https://10.0.0.7", true],
    ["https://api.shop.example", false],
    ["https://172.64.0.1", false],
  ])("at %s warns in production of an unreachable address: %s", (url, is) => {
    Object.assign(process.env, { NODE_ENV: "production" })

    expect(problemsWith({ options: { backendUrl: url } })).toEqual(
      is ? [expect.stringMatching(/^backendUrl is .*MEDUSA_BACKEND_URL/)] : []
    )
    expect(problemsWith({ options: { storefrontUrl: url } })).toEqual(
      is ? [expect.stringMatching(/^storefrontUrl is .*STOREFRONT_URL/)] : []
    )
  })

  it.each<[string, Partial<StripeCheckoutOptions>, RegExp[]]>([
    [
      "a live key and a plain http backend",
      { apiKey: "sk_live_1", backendUrl: "http://api.shop.example" },
      [/^backendUrl \(MEDUSA_BACKEND_URL\) is plain http.*live key: use https/],
    ],
    [
      "a restricted live key and a plain http storefront",
      { apiKey: "rk_live_1", storefrontUrl: "http://shop.example" },
      [/^storefrontUrl \(STOREFRONT_URL\) is plain http.*live key/],
    ],
    [
      "a live key of a further account and plain http everywhere",
      {
        accounts: { eu: { apiKey: "sk_live_1" } },
        backendUrl: "http://192.168.1.4:9000",
        storefrontUrl: "http://shop.example",
      },
      [/^backendUrl/, /^storefrontUrl/],
    ],
    [
      "a live key on the developer's own machine",
      {
        apiKey: "sk_live_1",
        backendUrl: "http://localhost:9000",
        storefrontUrl: "http://127.0.0.1:8000",
      },
      [],
    ],
    [
      "a test key and plain http",
      { apiKey: "sk_test_1", backendUrl: "http://api.shop.example" },
      [],
    ],
    ["a live key and https", { apiKey: "sk_live_1" }, []],
  ])("judges %s", (_what, options, expected) => {
    expect(problemsWith({ options })).toEqual(
      expected.map((pattern): unknown => expect.stringMatching(pattern))
    )
  })

  it.each<[string, string, number | null, RegExp[]]>([
    [
      "server, and no sweep ever",
      "server",
      null,
      [/was ever recorded.*beside/],
    ],
    ["server, and none for long", "server", 16, [/begun in the last 15 min/]],
    ["server, beside a worker", "server", 14, []],
    ["shared", "shared", null, []],
    ["worker", "worker", null, []],
  ])("in worker mode %s", (_what, workerMode, minutesAgo, expected) => {
    const lastSweep =
      minutesAgo === null ? null : new Date(Date.now() - minutesAgo * MINUTE)

    expect(problemsWith({ workerMode, lastSweep })).toEqual(
      expected.map((pattern): unknown => expect.stringMatching(pattern))
    )
  })

  it("warns of what a server lacks, and not during a command that ends by itself", () => {
    const { argv } = process
    const warningsOf = (command: string): string[] => {
      const warn = jest.fn<undefined, [string]>()
      const projectConfig = { workerMode: "server" }
      const configModule = {
        ...configured(["default", "eu"]),
        projectConfig,
      }
      process.argv = ["node", "medusa", command]
      warnAboutSetup(
        { logger: { warn }, configModule },
        optionsWith({}),
        new Date(0)
      )
      process.argv = argv
      return warn.mock.calls.map(([warning]) => warning)
    }

    expect(["exec", "user", "db:migrate"].flatMap(warningsOf)).toEqual([])
    expect(warningsOf("start")).toEqual([
      expect.stringContaining('in worker mode "server"'),
    ])
  })

  it("says each thing once per process", () => {
    const warn = jest.fn()
    const error = jest.fn()
    const container = { logger: { warn, error }, configModule: configured([]) }

    warnAboutSetup(container, optionsWith({}), null)
    warnAboutSetup(container, optionsWith({}), null)
    warnAboutVersion(container, { isTested: true, version: "2.21.2" })
    warnAboutVersion(container, { isTested: false, version: "2.99.0" })
    warnAboutVersion(container, { isTested: false, version: "2.99.0" })
    logErrorOnce(container)("a column is missing.")
    logErrorOnce(container)("a column is missing.")

    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/^stripe-checkout: the plugin is registered/)],
      [
        expect.stringMatching(
          /^stripe-checkout: the plugin was tested with Medusa 2\.18\.0 to .*not with 2\.99\.0/
        ),
      ],
    ])
    expect(error.mock.calls).toEqual([
      ["stripe-checkout: a column is missing."],
    ])
  })
})

function problemsWith({
  options = {},
  providers = ["default", "eu"],
  workerMode = "shared",
  lastSweep = null,
}: {
  options?: Partial<StripeCheckoutOptions>
  providers?: string[]
  workerMode?: string
  lastSweep?: Date | null
}): string[] {
  return findSetupProblems({
    configuration: { ...configured(providers), projectConfig: { workerMode } },
    options: optionsWith(options),
    lastSweep,
  })
}

function optionsWith(changes: Partial<StripeCheckoutOptions>) {
  return resolveOptions({
    backendUrl: "https://api.shop.example",
    storefrontUrl: "https://shop.example",
    accounts: { eu: {} },
    ...changes,
  })
}

function configured(ids: string[]) {
  const resolve = "medusa-payment-stripe-checkout/providers/stripe-checkout"
  return {
    modules: {
      payment: { options: { providers: ids.map((id) => ({ resolve, id })) } },
      // Or each server would have a second problem.
      ...ON_REDIS,
    },
  }
}
