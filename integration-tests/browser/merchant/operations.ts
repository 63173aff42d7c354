import Medusa from "@medusajs/js-sdk"
import type { BrowserContextOptions, Locator, Page } from "playwright-core"
import { only } from "../../support/only"
import { waitUntil } from "../../support/wait-until"
import { expectAccessible, expectFitting } from "../accessibility"
import type { DemoShop } from "../demo-shop"
import { expectFocus, pressEnter } from "../keyboard"
import { FIRST_VISIT_MS, logIn, sellShirt } from "./steps"
import { keepScreenshot, publishScreenshot } from "../screenshots"

const NOTE = "Paid back by bank transfer, receipt 7."

/** What disagrees, what Stripe has reported, and what the sweeps found. */
export function worksThroughEvents(shop: DemoShop): void {
  it(
    "reads what to do about a refund that failed, checks again, and resolves it with a note",
    async () => {
      const orderId = await sellShirt(shop)
      await failRefund(orderId)
      await shop.visit(async (page) => {
        await openPage(page, "discrepancies")
        const item = page.getByRole("listitem").filter({
          hasText: "Refund failed",
        })
        await item.getByText("You still have the money").waitFor()
        await item.getByText("Refund the money again in Medusa").waitFor()
        await item.getByRole("row", { name: /^Stripe/ }).waitFor()
        await expectAccessible(page, page.getByRole("main"))
        await keepScreenshot(page, "discrepancies")
        await publishScreenshot(item, "discrepancy")

        const check = item.getByRole("button", { name: "Check again" })
        await pressEnter(check)
        await page.getByText("Medusa and Stripe still disagree").waitFor()
        await expectFocus(check)

        const open = item.getByRole("button", { name: "Resolve…" })
        await pressEnter(open)
        const drawer = page.getByRole("dialog", {
          name: "Resolve the discrepancy",
        })
        const resolve = drawer.getByRole("button", { name: "Resolve" })
        await resolve.click()
        await drawer.getByText("Enter a note.").waitFor()
        await drawer.getByLabel("What was done?").fill(NOTE)
        await keepScreenshot(page, "discrepancy-resolve")
        await expectAccessible(page, drawer)
        await pressEnter(resolve)
        await page.getByText("Discrepancy resolved").waitFor()
        await page.getByText("Medusa and Stripe agree.").waitFor()
        await expectFocus(
          page.getByRole("list", {
            name: "Discrepancies",
            includeHidden: true,
          })
        )

        await choose(page, "Status", "Resolved")
        await page.getByText(NOTE).waitFor()
        await page.getByText(/^Resolved by .+ now$/).waitFor()
        await keepScreenshot(page, "discrepancies-resolved")
        await page.getByRole("link", { name: /^Order #\d+$/ }).click()
        await page.waitForURL(`**/orders/${orderId}`)
      })
    },
    FIRST_VISIT_MS
  )

  it(
    "finds an order's events, opens one, and replays it",
    async () => {
      const orderId = await sellShirt(shop)
      await shop.visit(async (page) => {
        await openPage(page, "events")
        const list = page.getByRole("list", { name: "Events" })
        await list.getByRole("button").first().waitFor()
        await keepScreenshot(page, "events")

        await page.getByRole("searchbox").fill(orderId)
        await page.keyboard.press("Enter")
        const event = list.getByRole("button", {
          name: /^checkout\.session\.completed/,
        })
        await event.waitFor()
        await expectAccessible(page, page.getByRole("main"))
        await event.focus()
        await page.keyboard.press("Enter")
        const drawer = page.getByRole("dialog", {
          name: "checkout.session.completed",
        })
        await drawer.getByText("Order placed", { exact: true }).waitFor()
        await keepScreenshot(page, "event")
        await expectAccessible(page, drawer)
        await drawer.getByRole("button", { name: "Replay" }).click()
        await page.getByText("1 event is being replayed").waitFor()
        await drawer.getByText("Processed").first().waitFor()
        await drawer.getByRole("button", { name: "Close" }).last().click()

        await page.getByRole("searchbox").fill("evt_nobodys")
        await page.keyboard.press("Enter")
        await page.getByText("No events were found.").waitFor()
        await keepScreenshot(page, "events-none")
      })
    },
    FIRST_VISIT_MS
  )

  it(
    "starts a run, and sees beforehand what it would check",
    async () => {
      await shop.visit(async (page) => {
        await openPage(page, "runs")
        const list = page.getByRole("list", { name: "Runs" })
        await list.getByRole("listitem").first().waitFor()
        const dryRun = page.getByRole("button", { name: "Dry run" })
        await pressEnter(dryRun)
        await page.getByText("What a run would check now").waitFor()
        await page
          .getByText(/ by Robin$/)
          .first()
          .waitFor()
        await expectFocus(dryRun)
        await expectAccessible(page, page.getByRole("main"))
        await keepScreenshot(page, "runs-dry-run")

        const runNow = page.getByRole("button", { name: "Run now" })
        await pressEnter(runNow)
        await page.getByText("Run started").waitFor()
        await list.getByText("Succeeded").first().waitFor()
        await expectFocus(runNow)
        await keepScreenshot(page, "runs")
      })
    },
    FIRST_VISIT_MS
  )

  it(
    "reads it all in the dark, on a phone, in German and from right to left",
    async () => {
      const looks: [string, BrowserContextOptions, string][] = [
        ["dark", { colorScheme: "dark" }, "en"],
        ["phone", { viewport: { width: 390, height: 844 } }, "en"],
        ["german", {}, "de"],
        ["right-to-left", {}, "ar"],
      ]
      const orderId = await sellShirt(shop)
      await failRefund(orderId)
      for (const [name, options, language] of looks) {
        await shop.visit(async (page) => {
          for (const tab of ["discrepancies", "events", "runs"]) {
            await openPage(page, tab, language)
            await page
              .getByRole("main")
              .getByRole("tabpanel")
              .getByRole("listitem")
              .first()
              .waitFor()
            await keepScreenshot(page, `${tab}-${name}`)
            await expectAccessible(page, page.getByRole("main"))
            await expectFitting(page, `${tab}, ${name}`)
          }
        }, options)
      }
    },
    FIRST_VISIT_MS
  )

  const admin = (): string => String(shop.demo.urls.admin)

  async function openPage(
    page: Page,
    tab: string,
    language = "en"
  ): Promise<void> {
    if (page.url() === "about:blank") {
      await logIn(shop, page)
      await page.evaluate(`document.cookie = "lng=${language}; path=/"`)
    }
    await page.goto(`${admin()}/settings/stripe-checkout-events?tab=${tab}`)
    await page.getByRole("tab", { selected: true }).waitFor()
  }

  /** Captured and refunded in Stripe's Dashboard, and then the bank sends the money back. */
  async function failRefund(orderId: string): Promise<void> {
    const { payment_intents } = await shop.stripe.ledger()
    const { id } = only(
      payment_intents.filter(({ metadata }) => metadata["order_id"] === orderId)
    )
    await shop.stripe.dashboard.capture(id)
    await waitForCapture(shop, orderId)
    await shop.stripe.dashboard.refund(id, 2000)
    await shop.stripe.webhooks.idle()
    const { refunds } = await shop.stripe.ledger()
    const refund = only(
      refunds.filter(({ payment_intent }) => payment_intent === id)
    )
    await shop.stripe.settleRefund(
      refund.id,
      "failed",
      "expired_or_canceled_card"
    )
    await shop.stripe.webhooks.idle()
  }
}

async function waitForCapture(
  { demo: { credentials, urls } }: DemoShop,
  orderId: string
): Promise<void> {
  const medusa = new Medusa({
    baseUrl: urls.backend,
    auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
  })
  await medusa.auth.login("user", "emailpass", credentials)
  await waitUntil("the capture to be recorded", async () => {
    const { order } = await medusa.admin.order.retrieve(orderId)
    return order.payment_status === "captured"
  })
}

async function choose(page: Page, label: string, option: string) {
  const field: Locator = page.getByRole("combobox", { name: label })
  await field.click()
  await page.getByRole("option", { name: option }).click()
}
