import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { Browser, BrowserContextOptions, Page } from "playwright-core"
import type Stripe from "stripe"
import { cart, stripeAt } from "../stripe-emulator/contract/shop"
import type { EmulatorControls } from "../stripe-emulator/controls"
import {
  startStripeEmulator,
  type StripeEmulator,
} from "../stripe-emulator/server"
import { launchChromium } from "./chromium"
import { keepScreenshot } from "./screenshots"

type SessionParams = Stripe.Checkout.SessionCreateParams

export type StripePage = {
  readonly stripe: Stripe
  readonly controls: EmulatorControls
  /** Where success_url and cancel_url lead, and where pictures are. */
  readonly shopUrl: string
  /** Opens a new Checkout Session for 30.00 EUR, unless the changes say otherwise. */
  open(page: Page, changes?: Partial<SessionParams>): Promise<OpenSession>
  /** A separate browser, which must neither contact other hosts nor violate the page's content security policy. */
  visit(
    test: (page: Page) => Promise<void>,
    options?: BrowserContextOptions
  ): Promise<void>
}

export type OpenSession = Stripe.Checkout.Session & { url: string }

const WIDE: BrowserContextOptions = {
  viewport: { width: 1280, height: 860 },
  reducedMotion: "reduce",
}

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="84" height="84"><rect width="84" height="84" fill="#5c7a4a"/></svg>'

/** Describes tests of the page that the emulator shows to shoppers. The store behind it consists only of its addresses. */
export function describeStripePage(
  title: string,
  suite: (site: StripePage) => void
): void {
  describe(title, () => {
    const site = {} as { -readonly [Key in keyof StripePage]: StripePage[Key] }
    let emulator: StripeEmulator
    let browser: Browser
    let shop: EmptyShop

    beforeAll(async () => {
      emulator = await startStripeEmulator()
      browser = await launchChromium()
      shop = await openShop()
      site.shopUrl = shop.url
      site.stripe = stripeAt(emulator.port)
      site.controls = emulator.controls
      site.open = opener(site.stripe, shop.url)
      site.visit = visitor(browser, [emulator.url, shop.url])
    })
    beforeEach(() => emulator.controls.reset())
    afterAll(async () => {
      await browser.close()
      await emulator.close()
      await shop.close()
    })

    suite(site)
  })
}

function opener(stripe: Stripe, shopUrl: string): StripePage["open"] {
  return async (page, changes) => {
    const session = await stripe.checkout.sessions.create(
      cart({
        success_url: `${shopUrl}/return?session_id={CHECKOUT_SESSION_ID}`,
        cancel_url: `${shopUrl}/cart`,
        ...changes,
      })
    )
    const url = session.url ?? ""
    await page.goto(url)
    return { ...session, url }
  }
}

function visitor(
  browser: Browser,
  known: readonly string[]
): StripePage["visit"] {
  return async (test, options) => {
    const context = await browser.newContext({ ...WIDE, ...options })
    const page = await context.newPage()
    const problems = problemsOf(page, known)
    try {
      await test(page)
      expect(problems).toEqual([])
    } catch (error) {
      const { currentTestName = "unknown" } = expect.getState()
      await keepScreenshot(
        page,
        `failures/${currentTestName.replace(/\W+/g, "-")}`
      )
      throw error
    } finally {
      await context.close()
    }
  }
}

function problemsOf(page: Page, known: readonly string[]): string[] {
  const problems: string[] = []
  page.on("pageerror", (error) => problems.push(error.message))
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) {
      problems.push(message.text())
    }
  })
  page.on("request", (request) => {
    const isPicture = request.resourceType() === "image"
    if (!isPicture && !known.includes(new URL(request.url()).origin)) {
      problems.push(`The page sent a request to ${request.url()}`)
    }
  })
  return problems
}

type EmptyShop = { readonly url: string; close(): Promise<void> }

async function openShop(): Promise<EmptyShop> {
  const server = createServer(({ url = "" }, response) => {
    if (url === "/missing.svg") {
      response.writeHead(404).end()
    } else if (url.endsWith(".svg")) {
      response.writeHead(200, { "Content-Type": "image/svg+xml" }).end(PICTURE)
    } else {
      response.writeHead(200, { "Content-Type": "text/html" })
      response.end("<h1>The shop</h1>")
    }
  })
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
