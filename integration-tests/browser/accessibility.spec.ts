import type { BrowserContextOptions, Page } from "playwright-core"
import { expectAccessible, expectFitting } from "./accessibility"
import { describeDemo } from "./demo-shop"
import { keepScreenshot } from "./screenshots"
import {
  addToCart,
  CARDS,
  goToCheckout,
  goToStripe,
  openProduct,
  openProducts,
  payWith,
  waitForConfirmation,
} from "./shopper-steps"

const LOOKS: Readonly<Record<string, BrowserContextOptions>> = {
  "on a wide, light screen": { colorScheme: "light" },
  "on a dark phone": {
    colorScheme: "dark",
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  },
}

describeDemo("Every page a shopper sees can be used by everybody", (shop) => {
  it.each(Object.keys(LOOKS))("%s", (look) =>
    shop.visit(async (page) => {
      const check = (name: string) => checkPage(page, `${name} ${look}`)
      await openProducts(shop, page)
      await check("products")
      await openProduct(page, "Stoneware mug")
      await check("product")
      await addToCart(page, "Ink")
      await check("cart")
      await goToCheckout(page)
      await check("checkout")
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
    }, LOOKS[look])
  )
})

/** Nobody should have to scroll sideways either. */
async function checkPage(page: Page, name: string): Promise<void> {
  await keepScreenshot(page, `accessibility/${name.replace(/\W+/g, "-")}`)
  await expectAccessible(page)
  await expectFitting(page, name)
}
