/** What a shopper does in the storefront and on Stripe's page. Elements are found by their text, as people find them. */
import type { Page } from "playwright-core"
import type { DemoShop } from "./demo-shop"

export const CARDS = {
  good: "4242424242424242",
  declined: "4000000000000002",
  asksTheBank: "4000002760003184",
}

export async function openProducts(
  { demo }: DemoShop,
  page: Page
): Promise<void> {
  await page.goto(demo.urls.storefront)
  await page.getByRole("link", { name: /Linen shirt/ }).waitFor()
}

export async function openProduct(page: Page, title: string): Promise<void> {
  await page.getByRole("link", { name: title }).click()
  await page.getByRole("heading", { level: 1, name: title }).waitFor()
}

export async function addToCart(page: Page, variant: string): Promise<void> {
  await page.getByRole("radio", { name: variant, exact: true }).check()
  await page.getByRole("button", { name: "Add to cart" }).click()
  await page.getByRole("heading", { name: "Your cart" }).waitFor()
}

export async function goToCheckout(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Go to checkout" }).click()
  await payButton(page).waitFor()
}

/** A linen shirt in the cart, the address filled in: 120.00 EUR. */
export async function fillCart(shop: DemoShop, page: Page): Promise<void> {
  await openProducts(shop, page)
  await openProduct(page, "Linen shirt")
  await addToCart(page, "M")
  await goToCheckout(page)
}

export async function goToStripe(shop: DemoShop, page: Page): Promise<void> {
  await payButton(page).click()
  await page.waitForURL(`${String(shop.demo.urls.emulator)}/c/pay/**`)
  await page.getByRole("heading", { name: "Payment details" }).waitFor()
}

export async function fillCard(page: Page, card: string): Promise<void> {
  await page.getByLabel("Card number").fill(card)
  await page.getByLabel("Expiration").fill("12 / 34")
  await page.getByLabel("Security code").fill("123")
  await page.getByLabel("Cardholder name").fill("Ada Sommer")
}

export async function payWith(page: Page, card: string): Promise<void> {
  await fillCard(page, card)
  await page.getByRole("button", { name: /^Pay/ }).click()
}

/** The order's id, from the address of the confirmation. */
export async function waitForConfirmation(page: Page): Promise<string> {
  await page.waitForURL("**/order/*/confirmed")
  await page.getByRole("heading", { name: /order is confirmed/ }).waitFor()
  return new URL(page.url()).pathname.split("/")[3] ?? ""
}

export function payButton(page: Page) {
  return page.getByRole("button", { name: "Pay with Stripe" })
}

/** From the page's current region to the other one. */
export async function chooseRegion(page: Page, name: string): Promise<void> {
  await page.locator("summary", { hasText: "Region:" }).click()
  await page.getByRole("button", { name }).click()
  await page.locator("summary", { hasText: `Region: ${name}` }).waitFor()
}

/** Enters a promotion code and applies it. */
export async function applyCode(page: Page, code: string): Promise<void> {
  await page.getByLabel("Promotion code").fill(code)
  await page.getByRole("button", { name: "Apply" }).click()
}

/** The rows of the totals, as a shopper reads them. */
export async function readTotals(page: Page): Promise<Record<string, string>> {
  const rows = await page.locator(".totals > div").allInnerTexts()
  return Object.fromEntries(
    rows.map((row) => row.split("\n").filter((part) => part.trim() !== ""))
  ) as Record<string, string>
}

/** Where Stripe would send the shopper from this payment page. */
export function returnAddress({ demo }: DemoShop, stripePage: string): string {
  const id = /cs_test_\w+/.exec(stripePage)?.[0] ?? ""
  return `${demo.urls.backend}/stripe-checkout/return?session_id=${id}`
}
