import Medusa from "@medusajs/js-sdk"
import type { Page } from "playwright-core"
import { waitUntil } from "../../support/wait-until"
import type { DemoShop } from "../demo-shop"
import { FIRST_VISIT_MS, logIn, sellShirt } from "./steps"
import { listOn, rows } from "./payment-list"
import { keepScreenshot, publishScreenshot } from "../screenshots"

const DAY = 86_400

/** In the demo, time that passes at the emulated Stripe passes for Medusa too. It comes last: all orders get older. */
export function seesDeadlinesComeNear(shop: DemoShop): void {
  it(
    "is warned while the demo's clock moves a hold towards its end, and sees it lapse",
    async () => {
      const orderId = await sellShirt(shop)
      await shop.visit(async (page) => {
        await logIn(shop, page)
        await openOrder(page, orderId)
        await page.getByText("in 7 days").first().waitFor()

        await pass(5 * DAY)
        await openOrder(page, orderId)
        await page.getByText("in 2 days").first().waitFor()
        await keepScreenshot(page, "deadline-in-two-days")

        await pass(1.5 * DAY)
        await openOrder(page, orderId)
        await page.getByText("in 12 hours").first().waitFor()
        await keepScreenshot(page, "deadline-in-twelve-hours")
        await page.goto(`${admin()}/stripe-payments?view=expiring`)
        await rows(listOn(page)).first().waitFor()
        await waitForNotice("A hold is about to lapse")
        await page.reload()
        await rows(listOn(page)).first().waitFor()
        // The bell has no name that could be found.
        await page.keyboard.press("Control+n")
        await page.getByText("A hold is about to lapse").first().waitFor()
        await publishScreenshot(page, "notices")

        await pass(DAY)
        await openOrder(page, orderId)
        await page.getByText("Authorization lapsed").first().waitFor()
        await keepScreenshot(page, "deadline-passed")
      })
    },
    FIRST_VISIT_MS
  )

  const admin = (): string => String(shop.demo.urls.admin)

  const pass = (seconds: number) => shop.stripe.advanceClock(seconds)

  /** The job runs once a minute. */
  async function waitForNotice(title: string): Promise<void> {
    const { credentials, urls } = shop.demo
    const medusa = new Medusa({
      baseUrl: urls.backend,
      auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
    })
    await medusa.auth.login("user", "emailpass", credentials)
    await waitUntil(
      `the notice "${title}"`,
      async () => {
        const { notifications } = await medusa.admin.notification.list()
        return JSON.stringify(notifications).includes(title)
      },
      { timeoutMs: 150_000 }
    )
  }

  async function openOrder(page: Page, orderId: string): Promise<void> {
    await page.goto(`${admin()}/orders/${orderId}`)
    await page.getByRole("region", { name: "Stripe Checkout" }).waitFor()
  }
}
