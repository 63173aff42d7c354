/**
 * What a person at the terminal reads when the options cannot be used, or are probably a mistake: a real start of Medusa
 * in a process of its own.
 */
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { stripVTControlCharacters } from "node:util"
import { ShopProcess } from "../faults/shop/shop-process"
import type { SpecDatabase } from "../support/database"
import { findFreePort } from "../support/free-port"
import {
  openMigratedDatabase,
  runMedusa,
  USABLE_OPTIONS,
} from "../support/medusa-command"

// cspell:ignore Methd
const SUMMARY = "The options of medusa-payment-stripe-checkout cannot be used"

describe("A shop whose options cannot be used", () => {
  let database: SpecDatabase

  beforeAll(async () => {
    database = await openMigratedDatabase(USABLE_OPTIONS)
  })

  afterAll(() => database.drop())

  it("does not start, and its error lists everything that is wrong, once", async () => {
    const { exitCode, output } = await runMedusa(["start"], {
      ...USABLE_OPTIONS,
      STOREFRONT_URL: "https://shop.example?lang=en",
      STRIPE_API_KEY: "pk_test_1",
      STRIPE_WEBHOOK_SECRET: "",
      STRIPE_CHECKOUT_OPTIONS: JSON.stringify({
        captureMethd: "manual",
        orderStatus: {
          authorized: "held",
          captureOn: [{ from: ["approved"], to: "ready_for_capture" }],
        },
      }),
    })

    expect(exitCode).toBe(1)
    expect(countEach(output, PROBLEMS_OF_SHAPE)).toEqual(
      once(PROBLEMS_OF_SHAPE)
    )
    expect(count(output, `${SUMMARY}:`)).toBe(1)
  })

  it("whose keys are missing lists that once, although several parts need them", async () => {
    const { exitCode, output } = await runMedusa(["start"], {
      ...USABLE_OPTIONS,
      DATABASE_URL: database.url,
      STRIPE_API_KEY: "pk_test_1",
      STRIPE_WEBHOOK_SECRET: "",
      STRIPE_CHECKOUT_OPTIONS: JSON.stringify({ accounts: { eu: {} } }),
    })

    expect(exitCode).toBe(1)
    expect(countEach(output, PROBLEMS_OF_KEYS)).toEqual(once(PROBLEMS_OF_KEYS))
    expect(count(output, SUMMARY)).toBe(1)
    expect(output).toMatch(/Error starting server: .*the log above lists/)
  })

  it("starts when something is probably a mistake, and says so once", async () => {
    const folder = await mkdtemp(join(tmpdir(), "wrong-options-"))
    const logFile = join(folder, "log")
    const shop = new ShopProcess({
      port: await findFreePort(),
      logFile,
      environment: {
        ...USABLE_OPTIONS,
        DATABASE_URL: database.url,
        MEDUSA_WORKER_MODE: "server",
        MEDUSA_BACKEND_URL: "http://api.shop.example",
        STRIPE_API_KEY: "sk_live_1",
        STRIPE_CHECKOUT_OPTIONS: JSON.stringify({
          accounts: {
            eu: { apiKey: "sk_test_2", webhookSecret: "whsec_for_tests_too" },
          },
        }),
      },
    })
    try {
      await shop.start()
      const output = stripVTControlCharacters(await readFile(logFile, "utf8"))
      expect(countEach(output, WARNINGS)).toEqual(once(WARNINGS))
    } finally {
      await shop.kill()
      await rm(folder, { recursive: true })
    }
  })
})

const PROBLEMS_OF_SHAPE = [
  "- storefrontUrl: must not contain a query",
  "Set STOREFRONT_URL to the address of the storefront, e.g. https://shop.example.",
  '- captureMethd: there is no such option. Did you mean "captureMethod"?',
  '- orderStatus.captureOn.0.from: "approved" is only the default',
  'Did you mean "held"?',
  "- apiKey (STRIPE_API_KEY) is a publishable key",
  "Use the secret key (sk_…) or a restricted key (rk_…).",
  "- webhookSecret (STRIPE_WEBHOOK_SECRET) is blank",
]

const PROBLEMS_OF_KEYS = [
  "- apiKey (STRIPE_API_KEY) is a publishable key",
  "- webhookSecret (STRIPE_WEBHOOK_SECRET) is blank",
  "- accounts.eu.apiKey is missing",
  "- accounts.eu.webhookSecret is missing",
]

const WARNINGS = [
  "backendUrl (MEDUSA_BACKEND_URL) is plain http",
  'this instance is in worker mode "server", in which Medusa runs neither jobs',
  'this instance is in worker mode "server", but what it asks the workers',
]

function once(texts: readonly string[]): [string, number][] {
  return texts.map((text) => [text, 1])
}

function countEach(
  output: string,
  texts: readonly string[]
): [string, number][] {
  return texts.map((text) => [text, count(output, text)])
}

function count(output: string, text: string): number {
  return output.split(text).length - 1
}
