import type { Page } from "playwright-core"
import { describeDemo, type DemoShop } from "./demo-shop"
import { intentOf } from "./money-at-stripe"
import { keepScreenshot } from "./screenshots"
import {
  addToCart,
  applyCode,
  CARDS,
  chooseRegion,
  fillCart,
  goToCheckout,
  goToStripe,
  openProduct,
  openProducts,
  payButton,
  payWith,
  readTotals,
  waitForConfirmation,
} from "./shopper-steps"

const PASSWORD = "a long enough one"

describeDemo("A small store", (shop) => {
  it("sells in yen, with tax on top that is rounded once, and shows the payment afterwards", () =>
    shop.visit(async (page) => {
      await openProducts(shop, page)
      await chooseRegion(page, "Japan")
      await openProduct(page, "Stoneware mug")
      await page.getByText("¥3,455 plus tax").waitFor()
      await addToCart(page, "Ink")
      await goToCheckout(page)
      expect(await readTotals(page)).toEqual({
        Items: "¥3,455",
        Delivery: "¥2,200",
        "Tax (10%)": "¥566",
        Total: "¥6,221",
      })
      await keepScreenshot(page, "small-shop/checkout-in-yen")
      await goToStripe(shop, page)
      await keepScreenshot(page, "small-shop/stripe-in-yen")
      await page.getByRole("button", { name: "Pay ¥6,221" }).waitFor()
      await payWith(page, CARDS.good)

      const orderId = await waitForConfirmation(page)

      const intent = await intentOf(shop, orderId)
      expect(intent).toMatchObject({ currency: "jpy", amount: 6_221 })
      await page.getByText("¥6,221 is held and will be charged").waitFor()
      await page.getByRole("link", { name: "See this order again" }).click()
      await page.getByRole("heading", { name: /^Order #\d+$/ }).waitFor()
      await page.getByText("Standard delivery: Being prepared").waitFor()
      await shop.stripe.dashboard.capture(intent.id)
      await page.getByText("¥6,221 was charged.").waitFor()
      await shop.stripe.dashboard.refund(intent.id, 1_000)
      await page.getByText("¥1,000 of the ¥6,221").waitFor()
      await keepScreenshot(page, "small-shop/order-refunded")
    }))

  it("moves a cart to the region that the shopper selects, with its prices, countries and shipping", () =>
    shop.visit(async (page) => {
      await fillCart(shop, page)
      expect(await countriesOf(page)).toEqual(["France", "Germany"])

      await chooseRegion(page, "Japan")

      await page.waitForURL("**/jp/checkout")
      await payButton(page).waitFor()
      expect(await countriesOf(page)).toEqual(["Japan"])
      expect(await readTotals(page)).toMatchObject({
        Items: "¥14,800",
        Total: "¥18,700",
      })
      await page.goto(`${shop.demo.urls.storefront}/de/cart`)
      await page.waitForURL("**/jp/cart")
    }))

  it("can be used by keyboard alone, from the region to Stripe's page", () =>
    shop.visit(async (page) => {
      await openProducts(shop, page)
      const regions = page.locator("summary", { hasText: "Region:" })
      await regions.press("Enter")
      await page.keyboard.press("Escape")
      await page.getByRole("button", { name: "Japan" }).waitFor({
        state: "hidden",
      })
      await page.keyboard.press("Enter")
      await page.keyboard.press("Tab")
      await page.keyboard.press("Enter")
      await page.waitForURL("**/jp")
      await page.getByRole("link", { name: "Linen shirt" }).press("Enter")
      await page.getByRole("radio", { name: "S" }).press("ArrowRight")
      await page.getByRole("button", { name: "Add to cart" }).press("Enter")
      await page.getByText("M", { exact: true }).waitFor()
      await page.getByRole("link", { name: "Go to checkout" }).press("Enter")
      await page.getByLabel("Standard delivery").press("ArrowDown")
      await expectTotal(page, "¥20,570")
      await page.getByLabel("E-mail").press("Enter")
      await page.getByRole("button", { name: "Pay ¥20,570" }).waitFor()
    }))

  it("accepts promotion codes, explains why it rejects others, and removes them again", () =>
    shop.visit(async (page) => {
      await fillCart(shop, page)
      await applyCode(page, "gift")
      await expectProblem(page, "“GIFT” is not a valid code.")
      await applyCode(page, "welcome10")
      await expectTotal(page, "€110.00")
      await applyCode(page, "WELCOME10")
      await expectProblem(page, "“WELCOME10” has already been applied.")
      await applyCode(page, "SHIPFREE")
      await expectTotal(page, "€90.00")
      await keepScreenshot(page, "small-shop/codes")
      expect(await readTotals(page)).toEqual({
        Items: "€100.00",
        Delivery: "€20.00",
        "Discount (WELCOME10, SHIPFREE)": "-€30.00",
        Total: "€90.00",
      })
      await page.getByRole("button", { name: "Remove WELCOME10" }).click()
      await expectTotal(page, "€100.00")

      await goToStripe(shop, page)
      await page.getByRole("button", { name: "Pay €100.00" }).waitFor()
      await payWith(page, CARDS.good)
      await waitForConfirmation(page)

      expect(await readTotals(page)).toMatchObject({
        "Discount (SHIPFREE)": "-€20.00",
        Total: "€100.00",
      })
    }))

  it("takes no euro amount off a cart in yen", () =>
    shop.visit(async (page) => {
      await fillCart(shop, page)
      await applyCode(page, "THANKS15")
      await expectTotal(page, "€105.00")
      await chooseRegion(page, "Japan")
      await expectTotal(page, "¥18,700")
      await applyCode(page, "THANKS15")
      await expectProblem(page, "“THANKS15” does not apply to this order.")
    }))

  it("reports what is missing in an address and keeps what has been filled in", () =>
    shop.visit(async (page) => {
      await fillCart(shop, page)
      await page.getByLabel("E-mail").fill("nobody")
      await page.getByRole("textbox", { name: "Postal code" }).fill("12")
      await page.getByRole("textbox", { name: "City" }).fill("")

      await payButton(page).click()

      await page.getByText("This is not an e-mail address.").waitFor()
      await page.getByText("Five digits, such as 10115.").waitFor()
      await page.getByText("Please fill in this field.").waitFor()
      await keepScreenshot(page, "small-shop/address-problems")
      await page.locator("[name=email]:focus").waitFor()
      await page.getByLabel("E-mail").fill("eve@example.com")
      await page.getByRole("textbox", { name: "Postal code" }).fill("20095")
      const kept = page.waitForResponse(/carts\/cart_\w+\?/)
      await page.getByRole("textbox", { name: "City" }).fill("Hamburg")
      await page.getByRole("textbox", { name: "Phone" }).focus()
      await kept
      await page.reload()
      await payButton(page).waitFor()
      expect(await page.getByLabel("E-mail").inputValue()).toBe(
        "eve@example.com"
      )
      expect(
        await page.getByRole("textbox", { name: "City" }).inputValue()
      ).toBe("Hamburg")
    }))

  it("offers express shipping and bills another address", () =>
    shop.visit(async (page) => {
      await fillCart(shop, page)
      await page.getByLabel("Express delivery").check()
      await expectTotal(page, "€132.50")
      await page.getByLabel("same address").uncheck()
      await payButton(page).click()
      await page.getByText("Please fill in this field.").first().waitFor()
      const bill = page.getByRole("group", { name: "Billing address" })
      await bill.getByLabel("First name").fill("Paul")
      await bill.getByLabel("Last name").fill("Winter")
      await bill.getByLabel("Street").fill("Ringstr. 5")
      await bill.getByLabel("Postal code").fill("80331")
      await bill.getByLabel("City").fill("Munich")

      await goToStripe(shop, page)
      await page.getByRole("button", { name: "Pay €132.50" }).waitFor()
      await payWith(page, CARDS.good)
      await waitForConfirmation(page)

      const text = await page.getByRole("main").innerText()
      expect(text).toMatch(/Deliver to\s+Ada Sommer[^]*Express delivery/)
      expect(text).toMatch(/Bill to\s+Paul Winter[^]*80331 Munich\s+Germany/)
    }))

  it("recognizes a customer: address, cart and orders", async () => {
    let order = ""
    await shop.visit(async (page) => {
      await fillCart(shop, page)
      await page.getByRole("link", { name: "Log in" }).click()
      await logIn(page, "nobody@example.com")
      await expectProblem(page, "The e-mail or the password is wrong.")
      await page.getByRole("link", { name: "Create an account" }).click()
      await page.getByLabel("First name").fill("Eve")
      await page.getByLabel("Last name").fill("Sommer")
      await fillAccount(page, "eve.sommer@example.com")
      await page.getByRole("button", { name: "Create an account" }).click()
      await payButton(page).waitFor()
      expect(await page.getByLabel("E-mail").inputValue()).toBe(
        "eve.sommer@example.com"
      )
      await page.getByRole("textbox", { name: "Street" }).fill("Ringstr. 5")
      await goToStripe(shop, page)
      await payWith(page, CARDS.good)
      order = await waitForConfirmation(page)
      await page.getByRole("link", { name: "Account" }).click()
      await page.getByRole("link", { name: /^Order #\d+/ }).click()
      await page.getByText("Ringstr. 5").first().waitFor()
      await page.getByRole("link", { name: "My orders" }).click()
      await keepScreenshot(page, "small-shop/account")
      await page.getByRole("button", { name: "Log out" }).click()
      await page.getByRole("heading", { name: "Things that last" }).waitFor()
      await page.goto(orderPage(shop, order))
      await page.getByRole("heading", { name: /has been paid/ }).waitFor()
    })
    await shop.visit(async (page) => {
      await page.goto(orderPage(shop, order))
      await page.getByRole("link", { name: "Log in" }).click()
      await logIn(page, "eve.sommer@example.com")
      await page.getByRole("link", { name: /^Order #\d+/ }).waitFor()
      await fillCart(shop, page)
      expect(
        await page.getByRole("textbox", { name: "Street" }).inputValue()
      ).toBe("Ringstr. 5")
    })
  })

  it("shows nothing of an order to strangers and does not request it either", async () => {
    let order = ""
    await shop.visit(async (page) => {
      await fillCart(shop, page)
      await goToStripe(shop, page)
      await payWith(page, CARDS.good)
      order = await waitForConfirmation(page)
    })
    await shop.visit(async (page) => {
      const answers: Promise<string>[] = []
      page.on("response", (response) => answers.push(response.text()))
      for (const end of ["", "/confirmed"]) {
        await page.goto(`${orderPage(shop, order)}${end}`)
        await page.getByRole("heading", { name: /has been paid/ }).waitFor()
      }
      await keepScreenshot(page, "small-shop/stranger")
      const outcomes = (await Promise.allSettled(answers)).map((answer) =>
        JSON.stringify(answer)
      )
      expect(outcomes.join()).toContain(order)
      expect(outcomes.join()).not.toContain("ada@example.com")
      expect(await page.content()).not.toContain("Linen shirt")
    })
  })
})

function orderPage({ demo }: DemoShop, id: string): string {
  return `${demo.urls.storefront}/de/order/${id}`
}

async function fillAccount(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email)
  await page.getByLabel("Password").fill(PASSWORD)
}

async function logIn(page: Page, email: string): Promise<void> {
  await fillAccount(page, email)
  await page.getByRole("button", { name: "Log in" }).click()
}

async function expectProblem(page: Page, words: string): Promise<void> {
  await page.getByRole("alert").getByText(words).waitFor()
}

async function expectTotal(page: Page, amount: string): Promise<void> {
  await page.locator(".totals .total").getByText(amount).waitFor()
}

async function countriesOf(page: Page): Promise<string[]> {
  const options = page
    .getByRole("combobox", { name: "Country" })
    .locator("option")
  return (await options.allInnerTexts()).toSorted()
}
