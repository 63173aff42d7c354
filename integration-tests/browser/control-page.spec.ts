import type { Page } from "playwright-core"
import { only } from "../support/only"
import { expectAccessible, expectFitting } from "./accessibility"
import { keepScreenshot } from "./screenshots"
import { CARDS, payWith } from "./shopper-steps"
import { describeStripePage, type StripePage } from "./stripe-page"

describeStripePage("The emulator's control page", (site) => {
  it("starts an outage in two clicks and ends it in one", () =>
    site.visit(async (page) => {
      await openControls(page, site)
      await press(page, "The next card is declined")
      await page.getByText("The next card counts as").waitFor()
      await site.open(page, { customer_email: "ada@example.com" })
      await payWith(page, CARDS.good)
      await page.getByRole("alert").getByText("declined").waitFor()

      await openControls(page, site)
      await press(page, "Stripe is down")
      await page.getByText("Every request (any path)").waitFor()
      await expect(site.stripe.balance.retrieve()).rejects.toThrow()
      await press(page, "Back to normal")
      await page.getByText("No faults are set.").waitFor()
      await expect(site.stripe.balance.retrieve()).resolves.toMatchObject({
        object: "balance",
      })
    }))

  it("captures part of a payment, refunds it and makes that refund fail, all from the payment's page", () =>
    site.visit(async (page) => {
      const session = await site.open(page)
      await site.controls.pay(session.id)
      await openControls(page, site)
      await page.getByRole("link", { name: session.id.slice(0, 18) }).click()
      await page.getByLabel("Capture this many minor units").fill("1000")
      await press(page, "Capture")
      await page.getByText("charge.captured").waitFor()
      await page.getByLabel("Refund this many minor units").fill("400")
      await press(page, "Refund")
      await page.getByText("refund.created").last().waitFor()
      await page
        .getByRole("button", { name: /^re_.* fails$/ })
        .last()
        .click()
      await page.getByText("refund.failed").waitFor()

      const { payment_intents: intents } = await site.controls.ledger()
      expect(only(intents).amount_received).toBe(1000)
      await keepScreenshot(page, "control-page-payment")
    }))

  it.each([
    ["a wide screen", { width: 1280, height: 860 }],
    ["a phone", { width: 360, height: 740 }],
  ])("is accessible on %s", (name, viewport) =>
    site.visit(
      async (page) => {
        const session = await site.open(page)
        await site.controls.pay(session.id)
        for (const path of ["", `/payments/${session.id}`]) {
          await openControls(page, site, path)
          await expectAccessible(page)
          await expectFitting(page, path)
          await keepScreenshot(
            page,
            `control-page${path && "-payment"}-on-${name.replaceAll(" ", "-")}`
          )
        }
      },
      { viewport }
    )
  )
})

async function openControls(
  page: Page,
  { controls }: StripePage,
  path = ""
): Promise<void> {
  await page.goto(`${controls.url}/_emulator${path}`)
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).first().click()
}
