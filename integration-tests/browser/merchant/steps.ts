import type { Page } from "playwright-core"
import type { DemoShop } from "../demo-shop"
import {
  CARDS,
  fillCart,
  goToStripe,
  payWith,
  waitForConfirmation,
} from "../shopper-steps"

/** The first visit compiles the admin. */
export const FIRST_VISIT_MS = 240_000

export async function sellShirt(shop: DemoShop): Promise<string> {
  let orderId = ""
  await shop.visit(async (page) => {
    await fillCart(shop, page)
    await goToStripe(shop, page)
    await payWith(page, CARDS.good)
    orderId = await waitForConfirmation(page)
  })
  return orderId
}

export async function logIn({ demo }: DemoShop, page: Page): Promise<void> {
  page.setDefaultTimeout(FIRST_VISIT_MS)
  // Not the whole page: its hundreds of modules may take a while.
  await page.goto(`${String(demo.urls.admin)}/login`, { waitUntil: "commit" })
  await page.locator("input[name=email]").fill(demo.credentials.email)
  await page.locator("input[name=password]").fill(demo.credentials.password)
  await page.getByRole("button", { name: "Continue with Email" }).click()
  await page.waitForURL("**/app/orders")
  page.setDefaultTimeout(30_000)
}
