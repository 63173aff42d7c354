// cspell:words Die Zahlungsseite ist gerade nicht erreichbar Zurück Erneut versuchen
import { once } from "node:events"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import type { BrowserContextOptions, Page } from "playwright-core"
import {
  type Page as ShopperPage,
  renderPage,
} from "../../src/api/stripe-checkout/html-page"
import {
  LANGUAGES,
  textsIn,
} from "../../src/api/stripe-checkout/languages/choose-language"
import type { PageName } from "../../src/api/stripe-checkout/languages/shopper-texts"
import { expectAccessible, expectFitting } from "./accessibility"
import { describeDemo } from "./demo-shop"
import { keepScreenshot, publishScreenshot } from "./screenshots"
import { fillCart, goToStripe, payButton } from "./shopper-steps"

const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
}

const SCREENS: Readonly<Record<string, BrowserContextOptions>> = {
  "on a wide, light screen": { colorScheme: "light" },
  "on a dark phone": { ...PHONE, colorScheme: "dark" },
}

const NAMES = Object.keys(textsIn("en").pages) as PageName[]

/** The pages differ in their words only, so one language of each direction is checked on each. */
const ALL_CHECKED: readonly string[] = ["en", "ar"]

const COLORS = { light: { accent: "#0b6e4f", background: "#fffaf0" } }

describeDemo("The pages between the shop and Stripe", (shop) => {
  it("lead back to the shop in the browser's language while Stripe is down", () =>
    shop.visit(
      async (page) => {
        await fillCart(shop, page)
        await shop.stripe.failNext({
          kind: "http_500_before",
          path: "/v1/",
          times: 50,
        })

        await payButton(page).click()

        await page
          .getByRole("heading", {
            name: "Die Zahlungsseite ist gerade nicht erreichbar",
          })
          .waitFor()
        await publishScreenshot(page.getByRole("main"), "shopper-page")
        await shop.stripe.clearFaults()
        await page
          .getByRole("link", { name: "Zurück zu Harbour & Hill" })
          .click()
        await page.getByRole("heading", { name: "Things that last" }).waitFor()
        await page.goBack()
        await page.waitForURL(`${String(shop.demo.urls.emulator)}/c/pay/**`)
      },
      { ...PHONE, locale: "de-DE" }
    ))

  it("do not say that a cart is as it was which has changed meanwhile", () =>
    shop.visit(async (page) => {
      await fillCart(shop, page)
      await goToStripe(shop, page)
      const other = await page.context().newPage()
      await other.goto(`${shop.demo.urls.storefront}/de/cart`)
      await other.getByRole("combobox").first().selectOption("2")
      await other.getByText("€220.00").first().waitFor()

      await page.getByRole("link", { name: "Back to" }).click()

      const banner = page.getByRole("alert").filter({ hasText: "You left" })
      await banner.waitFor()
      expect(await banner.innerText()).not.toMatch(/unchanged|as it was/)
      await page.getByText("€220.00").first().waitFor()
    }))

  describe.each(Object.keys(SCREENS))("%s", (screen) => {
    it.each(LANGUAGES)("are accessible in %s, and fit", (language) =>
      shop.visit(async (page) => {
        const { close, url } = await servePages(language)
        try {
          for (const name of NAMES) {
            await page.goto(`${url}/${name}`)
            await page
              .getByRole("heading", {
                name: textsIn(language).pages[name].title,
              })
              .waitFor()
            await expectFitting(page, `${name} in ${language}`)
          }
          for (const name of ALL_CHECKED.includes(language) ? NAMES : []) {
            await page.goto(`${url}/${name}`)
            await expectAccessible(page)
          }
          await page.goto(`${url}/held_up`)
          await expectAccessible(page)
          await keepScreenshot(
            page,
            `shopper-pages/${language} ${screen}`.replaceAll(/[ ,]+/g, "-")
          )
        } finally {
          await close()
        }
      }, SCREENS[screen])
    )
  })

  it("are styled although nothing but their own style is allowed", () =>
    shop.visit(async (page) => {
      const { close, url } = await servePages("en")
      await page.goto(`${url}/stripe_unavailable`)

      const [background, body] = await colorsOf(page)

      await keepScreenshot(page, "shopper-pages/colors")
      await close()
      expect(background).toBe("rgb(11, 110, 79)")
      expect(body).toBe("rgb(255, 250, 240)")
    }))
})

/** As the plugin sends them, policy included; most of the states last for a moment only. */
async function servePages(language: (typeof LANGUAGES)[number]) {
  const server = createServer((request, response) => {
    const name = NAMES.find((one) => request.url === `/${one}`)
    if (!name) {
      response.writeHead(204).end()
      return
    }
    const { contentSecurityPolicy, html, refresh } = renderPage(pageOf(name), {
      language,
      shop: { name: "Harbour & Hill", url: "/", colors: COLORS },
    })
    response
      .writeHead(200, {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": contentSecurityPolicy,
        ...(refresh === null ? {} : { Refresh: refresh }),
      })
      .end(html)
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      const closed = once(server, "close")
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function pageOf(name: PageName): ShopperPage {
  return {
    status: 200,
    name,
    ...(name.startsWith("amount_too") && {
      limit: { amount: 9_999_999_999.99, currencyCode: "eur" },
    }),
    ...(["stripe_unavailable", "failed"].includes(name) && { again: "/again" }),
    ...(["busy", "confirming", "held_up"].includes(name) && {
      refresh: { seconds: 3_600, href: "/again", stop: "/stay" },
    }),
  }
}

async function colorsOf(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `[".button", "body"].map((selector) =>
       getComputedStyle(document.querySelector(selector)).backgroundColor)`
  )
}
