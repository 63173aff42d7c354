import type { BrowserContextOptions, Locator, Page } from "playwright-core"
import { expectAccessible, expectFitting } from "../accessibility"
import { addShirt } from "../add-shirt"
import type { DemoShop } from "../demo-shop"
import { FIRST_VISIT_MS, logIn, sellShirt } from "./steps"
import { keepScreenshot } from "../screenshots"

/** The order's card, whole. Leaves nothing behind that needs attention. */
export function readsOrderCard(shop: DemoShop): void {
  it(
    "reads the history of an order: how it was paid, what Stripe reported and what is still to be paid",
    async () => {
      const orderId = await sellShirt(shop)
      await addShirt(shop, orderId)
      await shop.visit(async (page) => {
        const card = await open(page, orderId)
        await card.getByText("Still to be paid", { exact: true }).waitFor()
        await card.getByText("ending in 4242").waitFor()
        await card.getByText("Credit card · United States").waitFor()
        await card.getByText("3D Secure: not requested").waitFor()
        await card.getByText("20 of 100").waitFor()
        const email = card.getByRole("button", { name: "Send by email" })
        expect(await email.isEnabled()).toBe(true)

        const all = card.getByRole("button", { name: /^Show all \d+$/ })
        await all.focus()
        await page.keyboard.press("Enter")
        await card.getByText("Reported by Stripe").first().waitFor()
        await card.getByText("Checkout completed").waitFor()
        await expectAccessible(page, card)
        await keepScreenshot(card, "order-card-whole")

        const copy = card.getByRole("button", { name: "Copy payment link" })
        await copy.focus()
        await page.keyboard.press("Enter")
        await page.getByText("/stripe-checkout/pay/").waitFor()
        await card.getByText("Payment link for €100.00 created").waitFor()
        await keepScreenshot(card, "order-card-link-in-history")

        await card
          .getByRole("button", { name: "Part, expiry, QR code" })
          .click()
        const drawer = page.getByRole("dialog")
        await drawer.getByLabel("Amount to request").fill("30")
        await drawer.getByLabel("Valid until").fill(inAWeek())
        await drawer.getByRole("button", { name: "Copy payment link" }).click()
        await page.getByText("Payment link for €30.00 created").waitFor()
        await drawer
          .getByRole("img", { name: "QR code of the payment link" })
          .waitFor()
        await expectAccessible(page, drawer)
        await keepScreenshot(drawer, "order-card-link-drawer")
      })
      const looks: [string, BrowserContextOptions, string][] = [
        ["dark", { colorScheme: "dark" }, "en"],
        ["phone", { viewport: { width: 390, height: 844 } }, "en"],
        ["german", {}, "de"],
        ["french", {}, "fr"],
        ["spanish", {}, "es"],
        ["right-to-left", {}, "ar"],
        [
          "right-to-left-phone",
          { viewport: { width: 390, height: 844 }, colorScheme: "dark" },
          "ar",
        ],
      ]
      for (const [name, options, language] of looks) {
        await shop.visit(async (page) => {
          const card = await open(page, orderId, language)
          await card.getByText("4242").first().waitFor()
          await card.getByRole("button", { expanded: false }).last().click()
          await expectAccessible(page, card)
          await expectFitting(page, name)
          await keepScreenshot(card, `order-card-whole-${name}`)
        }, options)
      }
    },
    FIRST_VISIT_MS
  )

  it(
    "works on the card while Stripe does not answer, and asks again",
    async () => {
      const orderId = await sellShirt(shop)
      await shop.visit(async (page) => {
        await shop.stripe.failNext({
          kind: "http_500_before",
          method: "GET",
          path: /payment_intents/,
          times: 100,
        })
        const card = await open(page, orderId)
        await card.getByText("Stripe does not answer at the moment").waitFor()
        await card.getByText("Approved, €120.00 held").waitFor()
        await card.getByRole("button", { name: "Capture €120.00" }).waitFor()
        await expectAccessible(page, card)
        await keepScreenshot(card, "order-card-stripe-away")

        await shop.stripe.clearFaults()
        await card.getByRole("button", { name: "Try again" }).click()
        await card.getByText("ending in 4242").waitFor()
      })
    },
    FIRST_VISIT_MS
  )

  it(
    "is offered nothing that the role does not allow, and reads which policy is missing",
    async () => {
      const orderId = await sellShirt(shop)
      await shop.visit(async (page) => {
        // As the server answers in a store with roles; its own spec is about that.
        await page.route("**/admin/stripe-checkout/permissions", (route) =>
          route.fulfill({ json: ONLY_SEEING })
        )
        const card = await open(page, orderId)
        await card.getByText("That needs stripe_checkout:update.").waitFor()
        const capture = card.getByRole("button", { name: /^Capture/ })
        expect(await capture.count()).toBe(0)
        expect(await card.getByRole("combobox").count()).toBe(0)
        await expectAccessible(page, card)
        await keepScreenshot(card, "order-card-may-only-see")
        await page.goto(`${admin()}/stripe-payments`)
        await page.getByText("That needs stripe_checkout:update.").waitFor()
        await keepScreenshot(page, "payment-list-may-only-see")
        await page.goto(`${admin()}/settings/stripe-checkout`)
        await page
          .getByText("stripe_checkout_settings:update")
          .first()
          .waitFor()
        const save = page.getByRole("button", { name: "Save" })
        expect(await save.count()).toBe(0)
        await keepScreenshot(page, "settings-may-only-see")
      })
    },
    FIRST_VISIT_MS
  )

  const admin = (): string => String(shop.demo.urls.admin)

  async function open(
    page: Page,
    orderId: string,
    language = "en"
  ): Promise<Locator> {
    await logIn(shop, page)
    await page.evaluate(`document.cookie = "lng=${language}; path=/"`)
    await page.goto(`${admin()}/orders/${orderId}`)
    const card = page.getByRole("region", { name: "Stripe Checkout" })
    await card.waitFor()
    return card
  }
}

// cspell:words deckt Betrag Konto nicht

/** To be used last: the order still needs attention afterwards. */
export function learnsOfFailedCapture(shop: DemoShop): void {
  it(
    "reads what to do next after a capture that failed, in words for merchants and in each language",
    async () => {
      const orderId = await sellShirt(shop)
      await shop.visit(async (page) => {
        await shop.stripe.setNextCaptureOutcome({
          code: "card_declined",
          declineCode: "insufficient_funds",
        })
        await logIn(shop, page)
        await page.goto(`${String(shop.demo.urls.admin)}/orders/${orderId}`)
        const card = page.getByRole("region", { name: "Stripe Checkout" })
        await card.getByRole("button", { name: "Capture €120.00" }).click()
        await page.getByRole("button", { name: "Capture", exact: true }).click()
        await card
          .getByText("the account does not cover the amount")
          .first()
          .waitFor()
        await card.getByText("Try again, or release the hold").waitFor()
        await card.getByRole("button", { name: "Capture €120.00" }).waitFor()
        await expectAccessible(page, card)
        await keepScreenshot(card, "order-card-capture-failed")
        await page.evaluate('document.cookie = "lng=de; path=/"')
        await page.reload()
        await card
          .getByText("Das Konto deckt den Betrag nicht")
          .first()
          .waitFor()
        await keepScreenshot(card, "order-card-capture-failed-german")
      })
    },
    FIRST_VISIT_MS
  )
}

const ONLY_SEEING = {
  read: { allowed: true, policy: "stripe_checkout:read" },
  update: { allowed: false, policy: "stripe_checkout:update" },
  settings: { allowed: false, policy: "stripe_checkout_settings:update" },
  refund: { allowed: false, policy: "refund:create" },
}

/** As the browser's own field takes it. */
function inAWeek(): string {
  return new Date(Date.now() + 7 * 24 * 60 * 60 * 1000)
    .toISOString()
    .slice(0, 16)
}
