import type { BrowserContextOptions, Locator, Page } from "playwright-core"
import type { BulkRequestDescription } from "../../../src/api/admin/stripe-checkout/bulk-requests/responses"
import { expectAccessible, expectFitting } from "../accessibility"
import type { DemoShop } from "../demo-shop"
import { expectFocus, pressEnter } from "../keyboard"
import { FIRST_VISIT_MS, logIn, sellShirt } from "./steps"
import { listOn, rows } from "./payment-list"
import { keepScreenshot, publishScreenshot } from "../screenshots"

const LOOKS: [string, BrowserContextOptions, string][] = [
  ["dark", { colorScheme: "dark" }, "en"],
  ["phone", { viewport: { width: 390, height: 844 } }, "en"],
  ["german", {}, "de"],
  ["right-to-left", {}, "ar"],
]

/** Captures and releases several orders at once, on the list of payments. */
export function settlesManyOrders(shop: DemoShop): void {
  it(
    "captures the selected orders by keyboard, and sees what came of each",
    async () => {
      const orders = [await sellShirt(shop), await sellShirt(shop)]
      await shop.visit(async (page) => {
        await openList(page)
        const list = listOn(page)
        for (const orderId of orders) await select(list, orderId)
        const bar = page.getByRole("dialog").filter({ hasText: "2 selected" })
        await bar.getByRole("button", { name: "Release" }).waitFor()
        await expectAccessible(page, bar)
        await publishScreenshot(page, "bulk-selected")

        await page.keyboard.press("c")
        const drawer = page.getByRole("dialog", { name: "Capture payments" })
        await drawer.getByText("€240.00").waitFor()
        await keepScreenshot(page, "bulk-capture")
        await expectAccessible(page, drawer)
        await page.keyboard.press("Escape")
        await drawer.waitFor({ state: "detached" })
        expect(await focusedLabel(page)).toMatch(/^Select #\d+$/)
        // Copies, as everywhere.
        await page.keyboard.press("Control+c")
        expect(await drawer.count()).toBe(0)

        await shop.stripe.setNextCaptureOutcome({ code: "card_declined" })
        await page.keyboard.press("c")
        const capture = drawer.getByRole("button", { name: "Capture" })
        await drawer.getByText("€240.00").waitFor()
        await pressEnter(capture)
        const progress = list.getByRole("region", { name: "Capture finished" })
        await progress
          .getByText("2 of 2 done · €120.00 captured · 1 failed")
          .waitFor()
        await bar.waitFor({ state: "detached" })
        const left = rowOf(list, orders)
        await left.filter({ hasText: "Capture failed" }).waitFor()
        expect(await left.count()).toBe(1)
        const dismiss = progress.getByRole("button", { name: "Dismiss" })
        // For a second after it has appeared, it is disabled.
        await dismiss.click({ trial: true })
        await expectAccessible(page, list)
        await publishScreenshot(page, "bulk-finished")

        await page.reload()
        await pressEnter(progress.getByRole("button", { name: "Results" }))
        const results = page.getByRole("dialog", { name: "Results" })
        await results.getByText("Captured", { exact: true }).waitFor()
        await results.getByText("The customer’s bank declined it").waitFor()
        await keepScreenshot(page, "bulk-results")
        await expectAccessible(page, results)
        await page.keyboard.press("Escape")
        await results.waitFor({ state: "detached" })
        await expectFocus(progress.getByRole("button", { name: "Results" }))
        await pressEnter(dismiss)
        await expectFocus(
          list.locator("[tabindex='-1']", {
            has: page.getByRole("heading", { name: "Stripe payments" }),
          })
        )
        await page.reload()
        await rows(list).first().waitFor()
        expect(await progress.count()).toBe(0)
      })
    },
    FIRST_VISIT_MS
  )

  it(
    "releases the selected orders, after seeing how much is held in any look",
    async () => {
      const orderId = await sellShirt(shop)
      for (const [name, options, language] of LOOKS) {
        await shop.visit(async (page) => {
          await openList(page, language)
          await select(listOn(page, language), orderId)
          await keepScreenshot(page, `bulk-selected-${name}`)
          await page.keyboard.press("r")
          const drawer = page.getByRole("dialog").filter({ hasText: "120.00" })
          await drawer.or(page.getByText("120,00")).first().waitFor()
          await keepScreenshot(page, `bulk-release-${name}`)
          await expectAccessible(page, drawer)
          await expectFitting(page, `bulk-release-${name}`)
        }, options)
      }
      await shop.visit(async (page) => {
        await openList(page)
        const list = listOn(page)
        await select(list, orderId)
        await page.getByRole("button", { name: "Release" }).click()
        await page
          .getByRole("dialog", { name: "Release holds" })
          .getByRole("button", { name: "Release" })
          .click()
        await list
          .getByRole("region", { name: "Release finished" })
          .getByText("1 of 1 done · €120.00 released")
          .waitFor()
        await rowOf(list, [orderId]).waitFor({ state: "detached" })
      })
    },
    FIRST_VISIT_MS
  )

  it(
    "watches a long capture, stops it and goes on, in any look",
    async () => {
      for (const [name, options, language] of [
        ["light", {}, "en"] as const,
        ...LOOKS,
      ]) {
        await shop.visit(async (page) => {
          await serveLongCapture(page)
          await openList(page, language)
          const list = listOn(page, language)
          const progress = list.getByRole("region").filter({
            has: page.getByRole("progressbar"),
          })
          // Results is the first one, then comes what can be done now.
          const change = progress.locator("button:enabled").nth(1)
          await change.waitFor()
          await keepScreenshot(page, `bulk-running-${name}`)
          await expectAccessible(page, progress)
          await expectFitting(page, `bulk-running-${name}`)
          expect(await progress.getByRole("button").count()).toBe(2)

          // Whoever clicks twice neither goes on nor hides it.
          await change.dblclick()
          const dismiss = progress.locator("button:enabled").nth(2)
          await dismiss.waitFor()
          await keepScreenshot(page, `bulk-stopped-${name}`)
          await expectAccessible(page, progress)
          expect(await dismiss.count()).toBe(1)
          await pressEnter(change)
          const third = progress.getByRole("button").nth(2)
          await third.waitFor({ state: "detached" })
        }, options)
      }
    },
    FIRST_VISIT_MS
  )

  async function openList(page: Page, language = "en"): Promise<void> {
    await logIn(shop, page)
    await page.evaluate(`document.cookie = "lng=${language}; path=/"`)
    await page.goto(
      `${String(shop.demo.urls.admin)}/stripe-payments?view=to_capture`
    )
  }
}

/** The row of one of the orders. */
function rowOf(list: Locator, orderIds: readonly string[]): Locator {
  const links = orderIds.map((id) => `a[href$="/orders/${id}"]`)
  return rows(list).filter({ has: list.page().locator(links.join(", ")) })
}

async function select(list: Locator, orderId: string): Promise<void> {
  const box = rowOf(list, [orderId]).getByRole("checkbox")
  await box.focus()
  await box.press("Space")
}

async function focusedLabel(page: Page): Promise<string | null> {
  return page.evaluate<string | null>(
    "document.activeElement.getAttribute('aria-label')"
  )
}

const LONG_CAPTURE: BulkRequestDescription = {
  id: "scbulk_long",
  kind: "capture",
  actor: null,
  created_at: new Date().toISOString(),
  settled_at: null,
  status: "running",
  total: 400,
  pending: 280,
  succeeded: 116,
  failed: 3,
  rejected: 1,
  stopped: 0,
  amounts: [
    { currency_code: "eur", amount: 13_920 },
    { currency_code: "usd", amount: 40.5 },
  ],
}

/** In the place of a shop with hundreds of orders. */
async function serveLongCapture(page: Page): Promise<void> {
  let bulk_request = LONG_CAPTURE
  await page.route("**/admin/stripe-checkout/bulk-requests**", (route) => {
    const path = new URL(route.request().url()).pathname
    if (path.endsWith("/stop")) {
      bulk_request = {
        ...LONG_CAPTURE,
        status: "stopped",
        settled_at: new Date().toISOString(),
        pending: 0,
        stopped: LONG_CAPTURE.pending,
      }
    }
    if (path.endsWith("/resume")) {
      bulk_request = LONG_CAPTURE
    }
    return route.fulfill({
      json: path.endsWith("/bulk-requests")
        ? { bulk_requests: [bulk_request] }
        : { bulk_request },
    })
  })
}
