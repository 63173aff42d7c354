import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { type Demo, startDemo } from "../../demo/start-demo"
import type { EmulatorControls } from "../stripe-emulator/controls"
import { oneAtATime } from "../support/database"
import { launchChromium } from "./chromium"
import { keepScreenshot } from "./screenshots"

export type DemoShop = {
  readonly demo: Demo
  readonly stripe: EmulatorControls
  /** A browser of its own: what one test puts into its cart, no other sees. Leaves a screenshot where the test fails. */
  visit(
    test: (page: Page) => Promise<void>,
    options?: BrowserContextOptions
  ): Promise<void>
}

type Opened = {
  readonly browser: Browser
  readonly demo: Demo
  readonly shop: DemoShop
}

const VIEWPORT = { width: 1280, height: 860 }

let opened: Promise<Opened> | undefined
const visitors: boolean[] = []

/** Called while specs are being described, so that all are known before the first test. */
export function expectVisitors(admin: boolean): void {
  if (visitors.length === 0) afterAll(closeDemo)
  visitors.push(admin)
  if (new Set(visitors).size > 1) {
    throw new Error(
      "A spec that needs another demo is named in integration-tests/jest/own-shops.json"
    )
  }
}

export async function openDemo(admin: boolean): Promise<DemoShop> {
  opened ??= openFirst(admin)
  return (await opened).shop
}

async function closeDemo(): Promise<void> {
  const first = await opened
  await first?.browser.close()
  await first?.demo.stop()
}

async function openFirst(admin: boolean): Promise<Opened> {
  const browser = await launchChromium()
  useRunningPostgres()
  // It takes the first ports that nobody listens on yet.
  const demo = await oneAtATime("a demo that starts", () =>
    startDemo({ admin, quiet: true })
  )
  const { emulator: stripe } = demo
  if (!stripe) throw new Error("The demo has started no emulator")
  return { browser, demo, shop: { demo, stripe, visit: createVisit(browser) } }
}

function createVisit(browser: Browser): DemoShop["visit"] {
  return async (test, options) => {
    const context = await browser.newContext({
      viewport: VIEWPORT,
      reducedMotion: "reduce",
      ...options,
    })
    const page = await context.newPage()
    const problems: string[] = []
    page.on("pageerror", (error) => problems.push(error.message))
    try {
      await test(page)
      expect(problems).toEqual([])
    } catch (error) {
      await keepScreenshot(page, `failures/${nameOfTest()}`)
      throw error
    } finally {
      await context.close()
    }
  }
}

function nameOfTest(): string {
  const name = expect.getState().currentTestName ?? "unknown"
  return name.replace(/\W+/g, "-").toLowerCase()
}

/** The demo would start one of its own; the one that jest has started is there already. */
function useRunningPostgres(): void {
  const { DB_HOST, DB_PASSWORD, DB_PORT, DB_USERNAME } = process.env
  process.env["DATABASE_URL"] =
    `postgres://${DB_USERNAME ?? ""}:${DB_PASSWORD ?? ""}@${DB_HOST ?? ""}:${DB_PORT ?? ""}`
}
