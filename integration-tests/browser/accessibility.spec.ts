import type { BrowserContextOptions, Page } from "playwright-core"
import { expectAccessible, expectFitting } from "./accessibility"
import { describeDemo } from "./demo-shop"
import { keepScreenshot } from "./screenshots"
import {
  addToCart,
  applyCode,
  CARDS,
  goToCheckout,
  goToStripe,
  openProduct,
  openProducts,
  payButton,
  payWith,
  waitForConfirmation,
} from "./shopper-steps"

const VARIANTS: Readonly<Record<string, BrowserContextOptions>> = {
  "on a wide, light screen": { colorScheme: "light" },
  "on a dark phone": {
    colorScheme: "dark",
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
}

describeDemo("Every page that a shopper sees is accessible", (shop) => {
  it.each(Object.keys(VARIANTS))("%s", (variant) =>
    shop.visit(async (page) => {
      const check = (name: string) => checkPage(page, `${name} ${variant}`)
      await openProducts(shop, page)
      await check("products")
      await openProduct(page, "Stoneware mug")
      await check("product")
      await addToCart(page, "Ink")
      await check("cart")
      await goToCheckout(page)
      await check("checkout")
      await applyCode(page, "WELCOME10")
      await page.getByRole("button", { name: "Remove WELCOME10" }).waitFor()
      await applyCode(page, "NOTHING")
      await page.getByRole("alert").getByText("not a valid code").waitFor()
      await page.getByRole("textbox", { name: "City" }).fill("")
      await page.getByLabel("same address").uncheck()
      await payButton(page).click()
      await page.getByText("Please fill in this field.").first().waitFor()
      await page.locator("summary", { hasText: "Region:" }).click()
      await check("checkout-with-problems")
      await page.reload()
      await payButton(page).waitFor()
      await goToStripe(shop, page)
      const stripePage = page.url()
      await check("stripe")
      await payWith(page, CARDS.declined)
      await page.getByRole("alert").getByText("declined").waitFor()
      await check("stripe-declined")
      await page.getByRole("link", { name: "Back to" }).click()
      await page.getByRole("alert").getByText("You left").waitFor()
      await check("checkout-again")
      await goToStripe(shop, page)
      await payWith(page, CARDS.asksTheBank)
      await page.getByRole("heading", { name: "3D Secure" }).waitFor()
      await check("bank")
      await page.getByRole("button", { name: "Complete" }).click()
      await waitForConfirmation(page)
      await check("confirmed")
      await page.getByRole("link", { name: "See this order again" }).click()
      await page.getByRole("heading", { name: /^Order #/ }).waitFor()
      await check("order")
      await page.getByRole("link", { name: "Cart" }).click()
      await page.getByRole("link", { name: "See your last order" }).waitFor()
      await check("cart-ordered")
      await page.getByRole("link", { name: "Account" }).click()
      await page.getByRole("heading", { name: "Log in" }).waitFor()
      await check("log-in")
      await page.getByRole("link", { name: "Create an account" }).click()
      await page.getByRole("button", { name: "Create an account" }).click()
      await check("new-account-with-problems")
      await page.getByLabel("First name").fill("Eve")
      await page.getByLabel("Last name").fill("Sommer")
      await page
        .getByLabel("E-mail")
        .fill(`${variant.replace(/\W/g, "")}@example.com`)
      await page.getByLabel("Password").fill("a long enough one")
      await page.getByRole("button", { name: "Create an account" }).click()
      await page.getByRole("heading", { name: "Hello Eve" }).waitFor()
      await check("account")
      await page.goto(stripePage)
      await check("stripe-over")
      await page.goto(`${shop.demo.urls.backend}/stripe-checkout/pay/unknown`)
      await check("pay-unknown")
      await page.goto(
        `${shop.demo.urls.backend}/stripe-checkout/return?session_id=unknown`
      )
      await check("return-unknown")
      await page.goto(`${shop.demo.urls.storefront}/de/nowhere/at/all`)
      await check("not-found")
    }, VARIANTS[variant])
  )
})

/** Nobody should have to scroll horizontally either. */
async function checkPage(page: Page, name: string): Promise<void> {
  await keepScreenshot(page, `accessibility/${name.replace(/\W+/g, "-")}`)
  await expectAccessible(page)
  await expectFitting(page, name)
}
