import Medusa from "@medusajs/js-sdk"
import type { Demo } from "../start-demo"
import { Browser } from "./browser"
import { logIn, refund, setStatus, waitForStatus } from "./merchant"
import { createNarrator } from "./narrator"
import { applyCode, choosePayment, fillCart } from "./shopper"
import { EMPTY, type Totals } from "./totals"

const CARD = {
  number: "4242 4242 4242 4242",
  expiry: "12 / 34",
  cvc: "123",
  name: "Ada Sommer",
}

/** A shirt for 90.00 EUR instead of 100.00, plus 20.00 for delivery. */
const TOTAL = 11_000
const REFUND = 2_000

const HELD: Totals = { ...EMPTY, held: TOTAL }
const CAPTURED: Totals = { ...EMPTY, captured: TOTAL }
const REFUNDED: Totals = { ...CAPTURED, refunded: REFUND }

/**
 * One sale from the cart to a partial refund, over HTTP like a browser, a storefront and an admin. After each step,
 * Medusa's and Stripe's ledgers must both show the expected amounts.
 *
 * @throws at the first step that fails.
 */
export async function playStory(
  demo: Demo,
  print: (line: string) => void
): Promise<void> {
  const { emulator, urls } = demo
  if (!emulator || urls.emulator === null) {
    throw new Error("The story runs only against the emulator")
  }
  const shop = new Medusa({
    baseUrl: urls.backend,
    publishableKey: demo.publishableKey,
  })
  const admin = await logIn(urls.backend, demo.credentials)
  const browser = new Browser()
  const step = createNarrator({ admin, emulator }, print)
  const stripePages = `${urls.emulator}/c/pay/`
  const returnRoute = `${urls.backend}/stripe-checkout/return`
  const orderPages = `${urls.storefront}/de/order/`

  const filled = await step(
    "The shopper puts a linen shirt in the cart and chooses delivery",
    EMPTY,
    () => fillCart(shop)
  )
  const cart = await step(
    "The promotion code WELCOME10 takes 10.00 EUR off the shirt",
    EMPTY,
    () => applyCode(shop, filled)
  )
  const link = await step(
    "The shopper chooses Stripe and gets a pay link",
    EMPTY,
    () => choosePayment(shop, cart)
  )
  const page = await step(
    "The pay link redirects (303) to Stripe's hosted page",
    EMPTY,
    () => redirection(browser.open(link), stripePages)
  )
  const wayBack = await step(
    `The shopper pays with the card ${CARD.number}`,
    HELD,
    async () => {
      const { html } = await browser.open(page)
      return redirection(browser.submit(page, html, CARD), returnRoute)
    }
  )
  const confirmation = await step(
    "Stripe redirects the shopper back to the confirmed order",
    HELD,
    () => redirection(browser.open(wayBack), orderPages)
  )
  const orderId = new URL(confirmation).pathname.split("/")[3] ?? ""
  await step('The plugin sets the order\'s status to "approved"', HELD, () =>
    waitForStatus(admin, orderId, "approved")
  )
  const order = await step(
    'The merchant sets "ready_for_capture", and the plugin sets "paid"',
    CAPTURED,
    async () => {
      await setStatus(admin, orderId, "ready_for_capture")
      return waitForStatus(admin, orderId, "paid")
    }
  )
  await step("The merchant refunds 20.00 EUR in Medusa", REFUNDED, () =>
    refund(admin, order, REFUND / 100)
  )
}

/** The redirect's target, which must start with the expected address. */
async function redirection(
  visit: ReturnType<Browser["open"]>,
  expected: string
): Promise<string> {
  const { html, location, status } = await visit
  if (status === 303 && location.startsWith(expected)) return location
  throw new Error(
    `Expected 303 to ${expected}…, got ${status} to "${location}":\n${html}`
  )
}
