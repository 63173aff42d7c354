import { expectAccessible } from "./accessibility"
import { describeDemo } from "./demo-shop"
import { intentOf } from "./money-at-stripe"
import { keepScreenshot, publishScreenshot } from "./screenshots"
import {
  addToCart,
  CARDS,
  fillCard,
  fillCart,
  goToCheckout,
  goToStripe,
  openProduct,
  openProducts,
  payButton,
  payWith,
  returnAddress,
  waitForConfirmation,
} from "./shopper-steps"

const REASONS = {
  canceled: "You left the payment page",
  not_paid: "The payment was not completed",
  expired: "The payment page expired",
  released: "The payment was canceled",
  something_new: "This has not been paid yet",
}

describeDemo("Paying on Stripe's page", (shop) => {
  it("leads from the product to the confirmed order, with the money held", () =>
    shop.visit(async (page) => {
      await openProducts(shop, page)
      await publishScreenshot(page, "storefront")
      await openProduct(page, "Linen shirt")
      await keepScreenshot(page, "product")
      await addToCart(page, "M")
      await keepScreenshot(page, "cart")
      await goToCheckout(page)
      await keepScreenshot(page, "checkout")
      await goToStripe(shop, page)
      await fillCard(page, CARDS.good)
      await publishScreenshot(page, "checkout-page")
      await page.getByRole("button", { name: "Pay €120.00" }).click()

      const orderId = await waitForConfirmation(page)
      await publishScreenshot(page, "confirmation")
      const text = await page.getByRole("main").innerText()
      expect(text).toMatch(/Order #\d+/)
      expect(text).toMatch(/Linen shirt[^]*€100\.00[^]*€20\.00[^]*€120\.00/)
      expect(text).toContain("€120.00 is held and will be charged")
      expect(await intentOf(shop, orderId)).toMatchObject({
        status: "requires_capture",
        amount_capturable: 12_000,
      })
      await page.getByRole("link", { name: "Cart" }).click()
      await page.getByRole("heading", { name: "Your cart is empty" }).waitFor()
    }))

  it("shows Stripe's message for a declined card and takes the next one", () =>
    shop.visit(async (page) => {
      await fillCart(shop, page)
      await goToStripe(shop, page)

      await payWith(page, CARDS.declined)

      await page
        .getByRole("alert")
        .getByText("Your card was declined.")
        .waitFor()
      await keepScreenshot(page, "declined")
      await payWith(page, CARDS.good)
      const intent = await intentOf(shop, await waitForConfirmation(page))
      expect(intent.amount_capturable).toBe(12_000)
    }))

  it("lets the shopper's bank authenticate before the payment", () =>
    shop.visit(async (page) => {
      await fillCart(shop, page)
      await goToStripe(shop, page)

      await payWith(page, CARDS.asksTheBank)

      const confirm = page.getByRole("button", {
        name: "Complete authentication",
      })
      await confirm.waitFor()
      await keepScreenshot(page, "bank")
      await confirm.click()
      const intent = await intentOf(shop, await waitForConfirmation(page))
      expect(intent.status).toBe("requires_capture")
    }))

  it("keeps the cart for a shopper who turns back, and accepts the payment later", () =>
    shop.visit(async (page) => {
      await fillCart(shop, page)
      await goToStripe(shop, page)

      await page.getByRole("link", { name: "Back to" }).click()

      await page.waitForURL("**/de/checkout?step=payment&reason=canceled")
      await page
        .getByRole("alert")
        .getByText("You left the payment page")
        .waitFor()
      await keepScreenshot(page, "canceled")
      const order = page.getByRole("complementary", { name: "Your order" })
      expect(await order.innerText()).toContain("Linen shirt")
      await goToStripe(shop, page)
      await payWith(page, CARDS.good)
      const intent = await intentOf(shop, await waitForConfirmation(page))
      expect(intent.amount_capturable).toBe(12_000)
    }))

  it("tells a shopper who returns without paying that nothing was charged", () =>
    shop.visit(async (page) => {
      await fillCart(shop, page)
      await goToStripe(shop, page)

      await page.goto(returnAddress(shop, page.url()))

      await page.waitForURL("**/de/checkout?step=payment&reason=not_paid")
      await page
        .getByRole("alert")
        .getByText("The payment was not completed")
        .waitFor()
      await payButton(page).waitFor()
    }))

  it("explains every reason why a shopper may be back", () =>
    shop.visit(async (page) => {
      await fillCart(shop, page)
      for (const [reason, title] of Object.entries(REASONS)) {
        const { storefront } = shop.demo.urls
        await page.goto(
          `${storefront}/de/checkout?step=payment&reason=${reason}`
        )
        await page.getByRole("alert").getByText(title).waitFor()
        await payButton(page).waitFor()
      }
    }))

  it("shows the order only to the browser that paid", async () => {
    let address = ""
    let orderId = ""
    await shop.visit(async (page) => {
      await fillCart(shop, page)
      await goToStripe(shop, page)
      address = returnAddress(shop, page.url())
      await payWith(page, CARDS.good)
      orderId = await waitForConfirmation(page)
    })
    await shop.visit(async (page) => {
      await page.goto(address)

      await page.getByRole("heading", { name: /has been paid/ }).waitFor()
      await keepScreenshot(page, "paid-elsewhere")
      await expectAccessible(page)
      expect(await page.content()).not.toContain(orderId)
    })
  })
})
