import type { BrowserContextOptions, Page } from "playwright-core"
import { expectAccessible, expectFitting } from "./accessibility"
import { addShirt } from "./add-shirt"
import { describeDemo } from "./demo-shop"
import { intentOf } from "./money-at-stripe"
import { keepScreenshot } from "./screenshots"
import {
  CARDS,
  fillCart,
  goToStripe,
  payButton,
  payWith,
  readTotals,
  waitForConfirmation,
} from "./shopper-steps"

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
}

describeDemo("The demo's storefront", (shop) => {
  it("shows the total and takes a promotion code before the button, on a phone too", () =>
    shop.visit(async (page) => {
      await fillCart(shop, page)
      await keepScreenshot(page, "checkout-on-a-phone-top")

      const places = await Promise.all(
        [
          page.locator(".totals .total"),
          page.getByLabel("Promotion code"),
          payButton(page),
        ].map(async (part) => (await part.boundingBox())?.y ?? 0)
      )

      expect(places[0]).toBeLessThan(places[2] ?? 0)
      expect(places[1]).toBeLessThan(places[2] ?? 0)
      await expectFitting(page, "checkout on a phone")
      await payButton(page).scrollIntoViewIfNeeded()
      await keepScreenshot(page, "checkout-on-a-phone")
      await page.getByLabel("Promotion code").focus()
      await page.keyboard.press("Tab")
      await page.keyboard.press("Tab")
      expect(await focusedText(page)).toBe("Pay with Stripe")
    }, PHONE))

  it("calls the shop by its name on Stripe's page", () =>
    shop.visit(async (page) => {
      await fillCart(shop, page)
      await goToStripe(shop, page)

      expect(await page.title()).toBe("Pay Harbour & Hill")
    }))

  it("tells the truth after a part and then everything is refunded", () =>
    shop.visit(async (page) => {
      const orderId = await buy(page)
      const { id } = await intentOf(shop, orderId)
      await shop.stripe.dashboard.capture(id)
      await page.getByText("€120.00 was charged.").waitFor()

      await shop.stripe.dashboard.refund(id, 2_000)
      await page.getByText("€20.00 of the €120.00").waitFor()
      expect(await readTotals(page)).toMatchObject({
        Total: "€120.00",
        Refunded: "-€20.00",
      })
      await keepScreenshot(page, "order-page-partly-refunded")
      await shop.stripe.dashboard.refund(id, 10_000)
      await page.getByText("€120.00 is on its way back to you.").waitFor()

      expect(await readTotals(page)).toMatchObject({
        Total: "€120.00",
        Refunded: "-€120.00",
      })
      await expectAccessible(page)
      await keepScreenshot(page, "order-page-refunded")
    }))

  it("tells the truth after the hold has lapsed, and after the order is canceled", () =>
    shop.visit(async (page) => {
      const lapsed = await buy(page)
      const { id } = await intentOf(shop, lapsed)

      await shop.stripe.lapseAuthorization(id)

      await page.getByText("The hold has ended").waitFor()
      expect(await page.getByText("Canceled").count()).toBe(0)
      expect(await readTotals(page)).toMatchObject({ Total: "€120.00" })
      await keepScreenshot(page, "order-page-lapsed")
    }))

  it("lets its shopper pay what an edit has added", () =>
    shop.visit(async (page) => {
      const orderId = await buy(page)

      await addShirt(shop, orderId)

      const pay = page.getByRole("button", {
        name: "Pay €100.00 with Stripe",
      })
      await pay.waitFor()
      await page.getByText("€120.00 is held").waitFor()
      expect(await page.locator(".lines li").count()).toBe(2)
      await expectAccessible(page)
      await keepScreenshot(page, "order-page-balance")
      await pay.click()
      await page.getByRole("button", { name: "Pay €100.00" }).waitFor()
      await payWith(page, CARDS.good)
      await page.waitForURL("**/order/*/confirmed")
      await page.getByText("€220.00 is held").waitFor()
      expect(await pay.count()).toBe(0)
      await keepScreenshot(page, "order-page-balance-paid")
    }))

  /** Ends on the order's page. */
  async function buy(page: Page): Promise<string> {
    await fillCart(shop, page)
    await goToStripe(shop, page)
    await payWith(page, CARDS.good)
    const orderId = await waitForConfirmation(page)
    await page.getByText("€120.00 is held").waitFor()
    return orderId
  }
})

async function focusedText(page: Page): Promise<string> {
  return page.evaluate<string>("document.activeElement.textContent")
}
