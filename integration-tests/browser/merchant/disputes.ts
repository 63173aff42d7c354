import type { Locator, Page } from "playwright-core"
import { only } from "../../support/only"
import { waitUntil } from "../../support/wait-until"
import { expectAccessible } from "../accessibility"
import type { DemoShop } from "../demo-shop"
import { FIRST_VISIT_MS, logIn, sellShirt } from "./steps"
import { keepScreenshot } from "../screenshots"

/** A payment in review, which is disputed after its capture. */
export function worksThroughDisputes(shop: DemoShop): void {
  it(
    "approves a review on the order's card, which captures what waited for it, and sees a dispute from its beginning to its end",
    async () => {
      const orderId = await sellShirt(shop)
      const intent = await intentOf(orderId)
      await shop.stripe.dashboard.openReview(intent)
      await shop.visit(async (page) => {
        await logIn(shop, page)
        await page.goto(`${String(shop.demo.urls.admin)}/orders/${orderId}`)
        const card = page.getByRole("region", { name: "Stripe Checkout" })
        const review = card.getByRole("region", { name: "Review" })
        await review.getByText("Stripe asks you to review").waitFor()
        await expectAccessible(page, card)
        await keepScreenshot(card, "order-card-in-review")
        await capture(page, card)
        const waits = card.getByText("The payment is in review at Stripe.")
        await waits.first().waitFor()

        await review.getByRole("button", { name: "Approve review" }).click()

        await review.getByText("Approved", { exact: true }).waitFor()
        await card.getByText("€120.00 captured").first().waitFor()
        const { id } = await shop.stripe.dashboard.dispute(intent)
        const dispute = card.getByRole("region", { name: "Dispute" })
        await dispute.getByText("€120.00: Fraud").waitFor()
        await dispute
          .getByText("€120.00 was withdrawn from your Stripe balance.")
          .waitFor()
        await dispute.getByText("Fee: €15.00.").waitFor()
        await dispute.getByText(/^Answer by .* No evidence yet\.$/).waitFor()
        await expectAccessible(page, card)
        await keepScreenshot(card, "order-card-disputed")
        await readList(page)
        await page.goBack()

        await shop.stripe.dashboard.closeDispute(id, "won")
        await dispute.getByText("Won", { exact: true }).waitFor()
        await dispute
          .getByText("€120.00 is back in your Stripe balance.")
          .waitFor()
        await dispute.getByText("Fee, not returned: €15.00.").waitFor()
        await keepScreenshot(card, "order-card-dispute-won")
      })
    },
    FIRST_VISIT_MS
  )

  async function capture(page: Page, card: Locator): Promise<void> {
    await card.getByRole("button", { name: "Capture €120.00" }).click()
    await page
      .getByRole("alertdialog")
      .getByRole("button", { name: "Capture", exact: true })
      .click()
  }

  async function readList(page: Page): Promise<void> {
    await page.goto(
      `${String(shop.demo.urls.admin)}/stripe-payments?view=disputed`
    )
    const row = page.getByRole("row").filter({ hasText: "Dispute" })
    await row.first().waitFor()
    await keepScreenshot(page, "payment-list-disputed")
  }

  async function intentOf(orderId: string): Promise<string> {
    return waitUntil("Stripe to know the order", async () => {
      const { payment_intents } = await shop.stripe.ledger()
      return only(
        payment_intents.filter(
          ({ metadata }) => metadata["order_id"] === orderId
        )
      ).id
    })
  }
}
