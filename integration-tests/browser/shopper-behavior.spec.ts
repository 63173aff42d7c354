import type { Page } from "playwright-core"
import { waitUntil } from "../support/wait-until"
import { expectAccessible } from "./accessibility"
import { describeDemo, type DemoShop } from "./demo-shop"
import { countHolds, intentOf } from "./money-at-stripe"
import { keepScreenshot } from "./screenshots"
import {
  CARDS,
  chooseRegion,
  fillCard,
  fillCart,
  goToStripe,
  payButton,
  payWith,
  returnAddress,
  waitForConfirmation,
} from "./shopper-steps"

const EXPIRED = "This page has expired"
const PAID_ALREADY = "You’re all done here"

describeDemo("Shoppers", (shop) => {
  /** Whatever the test did, there is one more hold than before. */
  const paysOnce = (test: (page: Page) => Promise<void>) =>
    shop.visit(async (page) => {
      const before = await countHolds(shop)
      await test(page)
      expect((await countHolds(shop)) - before).toBe(1)
    })

  it("double-click both pay buttons and pay once", () =>
    paysOnce(async (page) => {
      await fillCart(shop, page)
      await payButton(page).dblclick()
      await stripePage(shop, page)
      await fillCard(page, CARDS.good)

      await stripePayButton(page).dblclick()

      const intent = await intentOf(shop, await waitForConfirmation(page))
      expect(intent.amount_capturable).toBe(12_000)
    }))

  it("reload Stripe's page and the return page again and again", () =>
    paysOnce(async (page) => {
      await openStripe(shop, page)
      const address = page.url()
      await page.reload()
      expect(page.url()).toBe(address)
      await payWith(page, CARDS.good)
      const orderId = await waitForConfirmation(page)

      for (const _time of ["once more", "and again"]) {
        await page.goto(returnAddress(shop, address))
        expect(await waitForConfirmation(page)).toBe(orderId)
        await page.reload()
        expect(await waitForConfirmation(page)).toBe(orderId)
      }
    }))

  it("return before Stripe's webhook arrives and find their order", () =>
    paysOnce(async (page) => {
      await openStripe(shop, page)
      await shop.stripe.webhooks.pause()
      await payWith(page, CARDS.good)
      const orderId = await waitForConfirmation(page)
      await shop.stripe.webhooks.resume()
      const intent = await intentOf(shop, orderId)
      expect(intent.status).toBe("requires_capture")
    }))

  it("have Stripe's page open in two tabs and pay in one, then in the other", () =>
    paysOnce(async (page) => {
      await openStripe(shop, page)
      const other = await page.context().newPage()
      await other.goto(page.url())
      await fillCard(other, CARDS.good)
      await payWith(page, CARDS.good)
      const orderId = await waitForConfirmation(page)

      await stripePayButton(other).click()

      await other.getByRole("heading", { name: PAID_ALREADY }).waitFor()
      await keepScreenshot(other, "behave/paid-in-the-other-tab")
      await other.getByRole("link", { name: "Return to" }).click()
      expect(await waitForConfirmation(other)).toBe(orderId)
    }))

  it("have the checkout open in two tabs and find in the second one that everything is paid", () =>
    paysOnce(async (page) => {
      await fillCart(shop, page)
      const other = await page.context().newPage()
      await other.goto(page.url())
      await payButton(other).waitFor()
      await goToStripe(shop, page)
      await payWith(page, CARDS.good)
      const orderId = await waitForConfirmation(page)

      await payButton(other).click()

      await expectOrdered(other, "behave/checkout-in-the-other-tab")
      await other.getByRole("link", { name: "See your last order" }).click()
      expect(await waitForConfirmation(other)).toBe(orderId)
    }))

  it("use the back button on Stripe's page and find their checkout unchanged, with one page that accepts payment", () =>
    paysOnce(async (page) => {
      await openStripe(shop, page)
      const address = page.url()
      await page.goBack()
      await payButton(page).waitFor()
      await goToStripe(shop, page)
      const other = await page.context().newPage()
      await other.goto(address)
      await other.getByRole("heading", { name: EXPIRED }).waitFor()
      await payWith(page, CARDS.good)
      await waitForConfirmation(page)
    }))

  it("use the back button on the confirmation and are sent to it again", () =>
    paysOnce(async (page) => {
      await openStripe(shop, page)
      await payWith(page, CARDS.good)
      const orderId = await waitForConfirmation(page)

      await page.goBack()

      await page.getByRole("heading", { name: PAID_ALREADY }).waitFor()
      await page.getByRole("link", { name: "Return to" }).click()
      expect(await waitForConfirmation(page)).toBe(orderId)
    }))

  it("come back after a day, and the same link opens a new Checkout Session", () =>
    paysOnce(async (page) => {
      await fillCart(shop, page)
      const link = await payLink(page, () => goToStripe(shop, page))
      const old = page.url()
      await expireCheckoutSession(shop, old)

      await page.reload()

      await page.getByRole("heading", { name: EXPIRED }).waitFor()
      await keepScreenshot(page, "behave/expired")
      await page.getByRole("link", { name: "Return to" }).click()
      await payButton(page).waitFor()
      await page.goto(returnAddress(shop, old))
      await page.getByRole("alert").getByText("expired").waitFor()
      await page.goto(link)
      await stripePage(shop, page)
      expect(page.url()).not.toBe(old)
      await payWith(page, CARDS.good)
      await waitForConfirmation(page)
    }))

  it("fail their bank's authentication and pay with another card", () =>
    paysOnce(async (page) => {
      await openStripe(shop, page)
      await payWith(page, CARDS.asksTheBank)
      await page.getByRole("button", { name: "Fail authentication" }).click()
      await page
        .getByRole("alert")
        .getByText(/authenticate/)
        .waitFor()
      await keepScreenshot(page, "behave/bank-failed")
      await payWith(page, CARDS.good)
      await waitForConfirmation(page)
    }))

  it("close the browser right after paying and still get their order", () =>
    paysOnce(async (page) => {
      await openStripe(shop, page)
      const tab = await page.context().newPage()
      await page.route("**/stripe-checkout/return**", (route) => route.abort())
      await payWith(page, CARDS.good)
      const orderId = await orderOf(shop, page.url())
      await page.close()

      await tab.goto(`${shop.demo.urls.storefront}/de/cart`)

      await expectOrdered(tab, "behave/closed-after-paying")
      expect(await readOrder(shop, orderId)).toMatchObject({
        id: orderId,
        payment_status: "authorized",
        total: 120,
      })
      await tab.getByRole("link", { name: "See your last order" }).click()
      expect(await waitForConfirmation(tab)).toBe(orderId)
    }))

  describe("sharing links", () => {
    it("open a finished payment on another device and see that it is paid and nothing else", async () => {
      let link = ""
      let orderId = ""
      await shop.visit(async (page) => {
        await fillCart(shop, page)
        link = await payLink(page, () => goToStripe(shop, page))
        await payWith(page, CARDS.good)
        orderId = await waitForConfirmation(page)
      })
      await shop.visit(async (page) => {
        await page.goto(link)
        await page.getByRole("heading", { name: /has been paid/ }).waitFor()
        await expectNothingOf(page, orderId)
        await keepScreenshot(page, "behave/paid-link-elsewhere")
        await page.getByRole("link", { name: "Back to Harbour & Hill" }).click()
        await page.getByRole("heading", { name: "Things that last" }).waitFor()
      })
    })

    it("let someone else pay on a device that never had the cart", async () => {
      await shop.visit(async (buyer) => {
        await fillCart(shop, buyer)
        const link = await payLink(buyer, () => goToStripe(shop, buyer))
        await shop.visit(async (payer) => {
          await payer.goto(link)
          await stripePage(shop, payer)
          await payWith(payer, CARDS.good)
          await payer.waitForURL("**/order/*/confirmed")
          await payer.getByRole("heading", { name: /has been paid/ }).waitFor()
          await keepScreenshot(payer, "behave/paid-for-somebody-else")
          await expectNothingOf(payer, "ada@example.com")
          await payer.getByRole("link", { name: "See all products" }).waitFor()
        })
        await buyer.reload()
        await buyer.getByRole("heading", { name: PAID_ALREADY }).waitFor()
        await buyer.getByRole("link", { name: "Return to" }).click()
        await waitForConfirmation(buyer)
      })
    })

    it("follow links to payments and orders that do not exist", () =>
      shop.visit(async (page) => {
        const { backend, storefront } = shop.demo.urls
        await page.goto(`${backend}/stripe-checkout/pay/payses_01NOBODY`)
        await page.getByRole("heading", { name: /link is not known/ }).waitFor()
        await expectAccessible(page)
        await page
          .getByRole("link", { name: "Back to Harbour & Hill" })
          .waitFor()
        await page.goto(`${storefront}/de/order/order_01NOBODY`)
        await page.getByRole("heading", { name: "Order not found" }).waitFor()
        await page.getByRole("link", { name: "See all products" }).waitFor()
      }))
  })

  describe("changing their minds", () => {
    it("change the cart in another tab before paying and pay for the new contents", () =>
      shop.visit(async (page) => {
        await fillCart(shop, page)
        await changeQuantity(shop, page, 2)
        await goToStripe(shop, page)
        expect(await stripePayButton(page).innerText()).toBe("Pay €220.00")
      }))

    it("change the cart while Stripe's page is open, and that page then accepts no payment", () =>
      shop.visit(async (page) => {
        await openStripe(shop, page)
        await changeQuantity(shop, page, 3)

        await payWith(page, CARDS.good)

        await page.getByRole("heading", { name: EXPIRED }).waitFor()
        await page.getByRole("link", { name: "Return to" }).click()
        await goToStripe(shop, page)
        expect(await stripePayButton(page).innerText()).toBe("Pay €320.00")
        await payWith(page, CARDS.good)
        const intent = await intentOf(shop, await waitForConfirmation(page))
        expect(intent.amount_capturable).toBe(32_000)
      }))

    it("change the cart in a tab that does not know yet that it is paid", () =>
      shop.visit(async (page) => {
        await openStripe(shop, page)
        const tab = await openCart(shop, page)
        await payWith(page, CARDS.good)
        const orderId = await waitForConfirmation(page)

        await tab.getByLabel("Quantity of").selectOption("4")

        await expectOrdered(tab, "behave/cart-changed-after-paying")
        const intent = await intentOf(shop, orderId)
        expect(intent.amount_capturable).toBe(12_000)
      }))

    it("move to another region while Stripe's page is open and pay in that region's currency", () =>
      shop.visit(async (page) => {
        await openStripe(shop, page)
        const tab = await openCart(shop, page)
        await chooseRegion(tab, "Japan")
        await tab.getByText("¥14,800").first().waitFor()

        await payWith(page, CARDS.good)

        await page.getByRole("heading", { name: EXPIRED }).waitFor()
        await page.getByRole("link", { name: "Return to" }).click()
        await page.waitForURL("**/jp/checkout**")
        await goToStripe(shop, page)
        expect(await stripePayButton(page).innerText()).toBe("Pay ¥18,700")
        await payWith(page, CARDS.good)
        const intent = await intentOf(shop, await waitForConfirmation(page))
        expect(intent).toMatchObject({ currency: "jpy", amount: 18_700 })
      }))
  })
})

async function openStripe(shop: DemoShop, page: Page): Promise<void> {
  await fillCart(shop, page)
  await goToStripe(shop, page)
}

async function stripePage(shop: DemoShop, page: Page): Promise<void> {
  await page.waitForURL(`${String(shop.demo.urls.emulator)}/c/pay/**`)
  await page.getByRole("heading", { name: "Payment details" }).waitFor()
}

function stripePayButton(page: Page) {
  return page.getByRole("button", { name: /^Pay/ })
}

/** The address that the storefront sends the shopper to, which redirects to Stripe. */
async function payLink(page: Page, go: () => Promise<void>): Promise<string> {
  const request = page.waitForRequest("**/stripe-checkout/pay/**")
  await go()
  return (await request).url()
}

/** As if a day had passed. Stripe's clock alone cannot be moved: the store's would be a day behind it. */
async function expireCheckoutSession(
  { stripe }: DemoShop,
  address: string
): Promise<void> {
  const id = /cs_test_\w+/.exec(address)?.[0] ?? ""
  await stripe.dashboard.expireCheckoutSession(id)
  await stripe.webhooks.idle()
}

async function orderOf({ stripe }: DemoShop, address: string): Promise<string> {
  const id = /cs_test_\w+/.exec(address)?.[0] ?? ""
  return waitUntil("Stripe to know the order", async () => {
    const { checkout_sessions: sessions, payment_intents: intents } =
      await stripe.ledger()
    const session = sessions.find((candidate) => candidate.id === id)
    return intents.find((intent) => intent.id === session?.payment_intent)
      ?.metadata["order_id"]
  })
}

async function readOrder({ demo }: DemoShop, id: string): Promise<unknown> {
  const response = await fetch(
    `${demo.urls.backend}/store/orders/${id}?fields=+payment_status`,
    { headers: { "x-publishable-api-key": demo.publishableKey } }
  )
  return ((await response.json()) as { order: unknown }).order
}

async function openCart({ demo }: DemoShop, page: Page): Promise<Page> {
  const tab = await page.context().newPage()
  await tab.goto(`${demo.urls.storefront}/de/cart`)
  await tab.getByRole("heading", { name: "Your cart" }).waitFor()
  return tab
}

async function changeQuantity(
  shop: DemoShop,
  page: Page,
  quantity: number
): Promise<void> {
  const tab = await openCart(shop, page)
  await tab.getByLabel("Quantity of").selectOption(String(quantity))
  const summary = tab.getByRole("complementary", { name: "Summary" })
  await summary.getByText(`€${quantity}00.00`).waitFor()
  await tab.close()
}

/** The cart is gone, and the page says why and where to go next. */
async function expectOrdered(page: Page, screenshot: string): Promise<void> {
  await page.getByRole("heading", { name: "Your cart is empty" }).waitFor()
  await page.getByText("nothing left to pay").waitFor()
  await page.getByRole("link", { name: "See your last order" }).waitFor()
  await keepScreenshot(page, screenshot)
}

async function expectNothingOf(page: Page, secret: string): Promise<void> {
  expect(await page.content()).not.toContain(secret)
}
