import { readFile } from "node:fs/promises"
import type { BrowserContextOptions, Locator, Page } from "playwright-core"
import { expectAccessible, expectFitting } from "../accessibility"
import { addShirt } from "../add-shirt"
import type { DemoShop } from "../demo-shop"
import { expectFocus, expectOnScreen, pressEnter } from "../keyboard"
import { FIRST_VISIT_MS, logIn, sellShirt } from "./steps"
import { keepScreenshot, publishScreenshot } from "../screenshots"

const LINE = "1 payment needs attention"

/** What is to be captured, and what went wrong. The earlier tests have left some orders. */
export function worksThroughPayments(shop: DemoShop): void {
  it(
    "is led from the list of orders to a capture that failed, and back to its order",
    async () => {
      const orderId = await sellShirt(shop)
      await shop.visit(async (page) => {
        await logIn(shop, page)
        expect(await page.getByText("need attention").count()).toBe(0)
        await failCapture(page, orderId)

        await page.goto(`${admin()}/orders`)
        await page.getByText(LINE).waitFor()
        const line = page.getByRole("region", { name: "Stripe payments" })
        await expectAccessible(page, line)
        await publishScreenshot(page, "needs-attention")
        await markPage(page)
        await line.getByRole("link", { name: "Capture failed (1)" }).click()

        const list = listOn(page)
        await tab(list, /^Capture failed ?1$/).waitFor()
        const row = list.getByRole("row").filter({ hasText: "Capture failed" })
        await row.getByText("The customer’s bank declined it").waitFor()
        await row.getByRole("link", { name: /^#\d+$/ }).click()
        await page.waitForURL(`**/orders/${orderId}`)
        await page.goBack()
        await tab(list, /^Capture failed ?1$/).waitFor()
        expect(page.url()).toContain("/stripe-payments?view=capture_failed")
        // Nothing of this has loaded the dashboard again.
        expect(await isSamePage(page)).toBe(true)
      })
    },
    FIRST_VISIT_MS
  )

  it(
    "finds, sorts, selects and exports payments, also by keyboard",
    async () => {
      await sellShirt(shop)
      await shop.visit(async (page) => {
        await openList(page)
        const list = listOn(page)
        await tab(list, /^To capture ?\d+$/).waitFor()
        await rows(list).nth(1).waitFor()
        await expectAccessible(page, list)
        await publishScreenshot(page, "payment-list")

        await select(list)
        await list.getByText("1 selected").waitFor()
        await keepScreenshot(page, "payment-list-selected")
        const download = page.waitForEvent("download")
        await list.getByRole("button", { name: "Export" }).click()
        const csv = await readFile(await (await download).path(), "utf8")
        expect(csv.split("\r\n").length - 2).toBe(await rows(list).count())

        await tab(list, /^To capture/).focus()
        await page.keyboard.press("ArrowRight")
        await list.getByText("The last capture failed").waitFor()
        await page.keyboard.press("End")
        await list.getByText("Every payment that holds").waitFor()
        await list.getByRole("button", { name: "Amount" }).click()
        await page.waitForURL("**/stripe-payments?*order=*amount*")

        const search = list.getByRole("searchbox")
        await search.fill("ch_nobodys")
        await list.getByText("No payments found").waitFor()
        await keepScreenshot(page, "payment-list-nothing-found")
        await search.fill("#1")
        await list.getByRole("link", { name: "#1", exact: true }).waitFor()
        expect(await rows(list).count()).toBe(1)
        await filterByCurrency(page, list)
      })
    },
    FIRST_VISIT_MS
  )

  it(
    "sees what is pending on a phone: which payment links are open, and what each requests",
    async () => {
      const orderId = await sellShirt(shop)
      await addShirt(shop, orderId)
      await shop.visit(
        async (page) => {
          await logIn(shop, page)
          await page.goto(`${admin()}/orders/${orderId}`)
          const copy = page.getByRole("button", { name: "Copy payment link" })
          await pressEnter(copy)
          await page.getByText("/stripe-checkout/pay/").waitFor()
          await expectFocus(copy)

          await page.goto(`${admin()}/stripe-payments?view=pending`)
          const list = listOn(page)
          const row = list.getByRole("row").filter({ hasText: "€100.00" })
          await row.getByText("Awaiting payment").waitFor()
          await row.getByText("The customer has not paid yet.").waitFor()
          await list.getByRole("columnheader", { name: "Since" }).waitFor()
          expect(
            await list.getByRole("columnheader", { name: "Held" }).count()
          ).toBe(0)
          await expectOnScreen(tab(list, /^Pending ?\d+$/))
          await expectAccessible(page, list)
          await expectFitting(page, "pending")
          await keepScreenshot(page, "payment-list-pending-phone")
        },
        { viewport: { width: 390, height: 844 } }
      )
    },
    FIRST_VISIT_MS
  )

  it(
    "reads the list in the dark, on a phone, in German and from right to left",
    async () => {
      const looks: [string, BrowserContextOptions, string][] = [
        ["dark", { colorScheme: "dark" }, "en"],
        ["phone", { viewport: { width: 390, height: 844 } }, "en"],
        ["german", {}, "de"],
        ["right-to-left", {}, "ar"],
      ]
      for (const [name, options, language] of looks) {
        await shop.visit(async (page) => {
          await openList(page, language)
          const list = listOn(page, language)
          await rows(list).nth(1).waitFor()
          await expectAccessible(page, list)
          await keepScreenshot(page, `payment-list-${name}`)
          await expectFitting(page, name)
          await page.goto(`${admin()}/orders`)
          await list.getByRole("link").first().waitFor()
          await keepScreenshot(page, `orders-need-attention-${name}`)
        }, options)
      }
    },
    FIRST_VISIT_MS
  )

  const admin = (): string => String(shop.demo.urls.admin)

  async function failCapture(page: Page, orderId: string): Promise<void> {
    await shop.stripe.setNextCaptureOutcome({
      code: "card_declined",
      declineCode: "insufficient_funds",
    })
    await page.goto(`${admin()}/orders/${orderId}`)
    await page.getByRole("button", { name: "Capture €120.00" }).click()
    await page.getByRole("button", { name: "Capture", exact: true }).click()
    await page.getByText("Payment not captured").first().waitFor()
  }

  async function openList(page: Page, language = "en"): Promise<void> {
    await logIn(shop, page)
    await page.evaluate(`document.cookie = "lng=${language}; path=/"`)
    await page.goto(`${admin()}/stripe-payments`)
  }

  async function filterByCurrency(page: Page, list: Locator): Promise<void> {
    await list.getByRole("button", { name: "Filters", exact: true }).click()
    const drawer = page.getByRole("dialog", { name: "Filter payments" })
    await drawer.getByLabel("Currency").fill("usd")
    await keepScreenshot(page, "payment-list-filters")
    await drawer.getByRole("button", { name: "Apply" }).click()
    await list.getByText("No payments found").waitFor()
    await list.getByRole("button", { name: "Filters (1)" }).click()
    await expectAccessible(page, drawer)
    await drawer.getByRole("button", { name: "Clear" }).click()
    await list.getByRole("link", { name: "#1", exact: true }).waitFor()
  }
}

// cspell:words Zahlungen
const TITLES: Readonly<Record<string, string>> = {
  ar: "مدفوعات Stripe",
  de: "Stripe-Zahlungen",
}

export function listOn(page: Page, language = "en"): Locator {
  const name = TITLES[language] ?? "Stripe payments"
  return page.getByRole("region", { name })
}

function tab(list: Locator, name: string | RegExp): Locator {
  return list.getByRole("tab", { name, selected: true })
}

export function rows(list: Locator): Locator {
  return list.locator("tbody tr")
}

async function select(list: Locator): Promise<void> {
  const box = rows(list)
    .first()
    .getByRole("checkbox", { name: /^Select #/ })
  await box.focus()
  await box.press("Space")
}

async function markPage(page: Page): Promise<void> {
  await page.evaluate("window.isSamePage = true")
}

async function isSamePage(page: Page): Promise<boolean> {
  return page.evaluate<boolean>("window.isSamePage === true")
}
