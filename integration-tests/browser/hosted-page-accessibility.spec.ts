import type { BrowserContextOptions, Page } from "playwright-core"
import { line } from "../stripe-emulator/contract/shop"
import { expectAccessible, expectFitting } from "./accessibility"
import { keepScreenshot } from "./screenshots"
import { CARDS, payWith } from "./shopper-steps"
import { describeStripePage } from "./stripe-page"

const PHONE = { deviceScaleFactor: 2, hasTouch: true, isMobile: true }

/** As at Stripe, a dark color scheme changes nothing: the page has the store's colors, not the shopper's. */
const VARIANTS: Readonly<Record<string, BrowserContextOptions>> = {
  "a wide screen": {},
  "a phone": { ...PHONE, viewport: { width: 390, height: 844 } },
  "a small phone that prefers the dark": {
    ...PHONE,
    colorScheme: "dark",
    viewport: { width: 320, height: 568 },
  },
}

describeStripePage("The emulator's hosted page is accessible", (site) => {
  it.each(Object.keys(VARIANTS))("on %s in each of its states", (variant) =>
    site.visit(async (page) => {
      const check = (state: string) => checkPage(page, `${variant} ${state}`)
      const session = await site.open(page, full(site.shopUrl))
      await check("open")
      await page.getByRole("button", { name: /^Pay/ }).click()
      await page.getByText("Your card number is incomplete.").waitFor()
      await check("incomplete")
      await page.getByLabel("Email").fill("ada@example.com")
      await page.getByLabel("Phone").fill("+49 30 1234567")
      await payWith(page, CARDS.declined)
      await page.getByRole("alert").getByText("declined").waitFor()
      await check("declined")
      await payWith(page, CARDS.asksTheBank)
      await page.getByRole("heading", { name: "3D Secure" }).waitFor()
      await check("bank")
      await page.getByRole("button", { name: "Complete" }).click()
      await page.waitForURL(`${site.shopUrl}/return*`)
      await page.goto(session.url)
      await check("paid")
      const other = await site.open(page, { line_items: MANY })
      await check("many")
      await page.getByText("Fill in a test card").click()
      await check("test-cards")
      await site.stripe.checkout.sessions.expire(other.id)
      await page.reload()
      await check("expired")
      await site.open(page, { line_items: [line({ amount: 0 })] })
      await check("free")
      await page.goto(session.url.replace("#", "nothing#"))
      await check("unknown")
    }, VARIANTS[variant])
  )

  it("on a phone, without a hundred lines above the form", () =>
    site.visit(async (page) => {
      await site.open(page, { line_items: MANY })
      const lastLine = page.getByText("Thing 99", { exact: true })
      expect(await lastLine.isVisible()).toBe(false)
      await page.getByText("Show the 100 items").click()
      expect(await lastLine.isVisible()).toBe(true)
    }, VARIANTS["a phone"]))
})

// cspell:ignore شكرا لكم قميص كتان مقاس
const ENDLESS = "endless".repeat(40)

const MANY = Array.from({ length: 100 }, (_, index) =>
  line({ amount: 12_345, name: `Thing ${index}` })
)

/** Everything that a store can put on the page, and texts that are hard to fit in. */
const full = (shopUrl: string) => ({
  branding_settings: { display_name: `Shop ${ENDLESS}` },
  custom_text: {
    submit: { message: `We ship ${ENDLESS}.` },
    after_submit: { message: "شكرا لكم" },
  },
  phone_number_collection: { enabled: true },
  line_items: [
    line({ amount: 99_999, name: ENDLESS, quantity: 500 }),
    line({ amount: 1500, name: "قميص كتان (مقاس M)" }),
    {
      quantity: 1,
      price_data: {
        currency: "eur",
        unit_amount: 1500,
        product_data: {
          name: "Shirt",
          description: ENDLESS,
          images: [`${shopUrl}/shirt.svg`],
        },
      },
    },
  ],
})

/** Nobody should have to scroll horizontally either. */
async function checkPage(page: Page, name: string): Promise<void> {
  await keepScreenshot(page, `hosted-page/${name.replace(/\W+/g, "-")}`)
  await expectAccessible(page)
  await expectFitting(page, name)
}
