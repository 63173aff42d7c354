import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import { type Demo, startDemo } from "../../demo/start-demo"
import type { EmulatorControls } from "../stripe-emulator/controls"
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

/** Migrating, seeding and the first compilation of the admin, on a machine that is busy with other things. */
const PATIENCE_MS = 300_000

const VIEWPORT = { width: 1280, height: 860 }

/** Describes tests in a real browser against the demo, which starts once per spec file. Usable inside hooks and tests only. */
export function describeDemo(
  title: string,
  suite: (shop: DemoShop) => void,
  { admin }: { readonly admin: boolean } = { admin: false }
): void {
  describe(title, () => {
    const shop = {} as { -readonly [Key in keyof DemoShop]: DemoShop[Key] }
    let demo: Demo | undefined
    let browser: Browser | undefined

    beforeAll(async () => {
      browser = await launchChromium()
      useRunningPostgres()
      demo = await startDemo({ admin, quiet: true })
      if (!demo.emulator) throw new Error("The demo has started no emulator")
      shop.demo = demo
      shop.stripe = demo.emulator
      shop.visit = createVisit(browser)
    }, PATIENCE_MS)

    afterAll(async () => {
      await browser?.close()
      await demo?.stop()
    })

    suite(shop)
  })
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
