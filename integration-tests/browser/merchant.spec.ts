import type { Locator, Page } from "playwright-core"
import { only } from "../support/only"
import { expectAccessible } from "./accessibility"
import { addShirt } from "./add-shirt"
import { settlesManyOrders } from "./merchant/bulk-requests"
import { describeDemo, type DemoShop } from "./demo-shop"
import { seesDeadlinesComeNear } from "./merchant/deadline"
import { loadsOneLanguage } from "./merchant/languages"
import { FIRST_VISIT_MS, logIn, sellShirt } from "./merchant/steps"
import { worksThroughDisputes } from "./merchant/disputes"
import { worksThroughEvents } from "./merchant/operations"
import { learnsOfFailedCapture, readsOrderCard } from "./merchant/order-card"
import { worksThroughPayments } from "./merchant/payment-list"
import { keepScreenshot, publishScreenshot } from "./screenshots"
import { managesSettings } from "./merchant/settings"
import { CARDS, payWith } from "./shopper-steps"

/** The dashboard scrolls within its window, so a picture shows no more than that. */
const WHOLE_CARD = { width: 1280, height: 1600 }

describeDemo(
  "The merchant in Medusa's admin",
  (shop) => {
    it(
      "captures the held money by setting the order's status",
      async () => {
        const orderId = await sellShirt(shop)
        await shop.visit(async (page) => {
          await logIn(shop, page)
          await page.goto(`${String(shop.demo.urls.admin)}/orders/${orderId}`)
          const card = page.getByRole("region", { name: "Stripe Checkout" })
          await card.getByText("Approved, €120.00 held").waitFor()
          // Read from Stripe, so it may come later.
          await card.getByText("ending in 4242").waitFor()
          await keepScreenshot(page, "order-held")
          await expectAccessible(page, card)

          await chooseStatus(page, card, "Ready for capture")
          await page.setViewportSize(WHOLE_CARD)
          await publishScreenshot(card, "order-card")
          await card.getByRole("button", { name: "Set status" }).click()

          await card.getByText("Paid, €120.00 captured").waitFor()
          await page.getByText("Payment #").waitFor({ state: "detached" })
          await keepScreenshot(page, "order-captured")
          const { payment_intents } = await shop.stripe.ledger()
          expect(only(payment_intents)).toMatchObject({
            status: "succeeded",
            amount_received: 12_000,
          })
        })
      },
      FIRST_VISIT_MS
    )

    it(
      "requests what an order edit added with a payment link, and captures all of it",
      async () => {
        const orderId = await sellShirt(shop)
        await addShirt(shop, orderId)
        await shop.visit(async (page) => {
          await logIn(shop, page)
          await page.goto(`${String(shop.demo.urls.admin)}/orders/${orderId}`)
          const card = page.getByRole("region", { name: "Stripe Checkout" })
          await card.getByRole("button", { name: "Copy payment link" }).click()
          const link = page.getByText("/stripe-checkout/pay/")
          await link.waitFor()
          // Waits until what the button has started is over.
          await card
            .getByRole("button", { name: "Part, expiry, QR code" })
            .click({ trial: true })
          await publishScreenshot(page, "payment-link")

          await payByLink(shop, await link.innerText())

          await card.getByText("€100.00 held").waitFor()
          await expectAccessible(page, card)
          await keepScreenshot(card, "order-card-two-payments")
          await chooseStatus(page, card, "Ready for capture")
          await card.getByRole("button", { name: "Set status" }).click()
          await card.getByText("Paid, €120.00 captured").waitFor()
          await card.getByText("€100.00 captured").first().waitFor()
        })
      },
      FIRST_VISIT_MS
    )

    readsOrderCard(shop)
    worksThroughDisputes(shop)
    worksThroughPayments(shop)
    settlesManyOrders(shop)
    managesSettings(shop)
    worksThroughEvents(shop)
    loadsOneLanguage(shop)
    learnsOfFailedCapture(shop)
    seesDeadlinesComeNear(shop)
  },
  { admin: true }
)

/** The shopper follows the address that the merchant sent, in a browser of their own. */
async function payByLink(shop: DemoShop, url: string): Promise<void> {
  await shop.visit(async (page) => {
    await page.goto(url)
    await payWith(page, CARDS.good)
    await page.waitForURL("**/order/*/confirmed")
    await page.getByRole("heading", { name: "order has been paid" }).waitFor()
  })
}

async function chooseStatus(
  page: Page,
  card: Locator,
  status: string
): Promise<void> {
  await card.getByRole("combobox", { name: "Order status" }).click()
  await page.getByRole("option", { name: status }).click()
  await card.getByText("This status captures the held money.").waitFor()
}
