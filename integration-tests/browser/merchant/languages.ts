import { setTimeout as pause } from "node:timers/promises"
import type { Page, Request } from "playwright-core"
import type { DemoShop } from "../demo-shop"
import { FIRST_VISIT_MS, logIn } from "./steps"

/** The plugin's texts of a language other than English, as Vite serves them. */
const TEXTS = /\/i18n\/(?:reasons\/|settings\/)?(ar|de|es|fr)\.json/

const SLOWLY_MS = 1_500

// cspell:words Zahlungen Ansichten

/** What a browser loads of the five languages. */
export function loadsOneLanguage(shop: DemoShop): void {
  it(
    "loads no language but the one that the merchant reads",
    async () => {
      await shop.visit(async (page) => {
        const loaded = new Set<string>()
        page.on("request", (request: Request) => {
          const [, language] = TEXTS.exec(request.url()) ?? []
          if (language !== undefined) {
            loaded.add(language)
          }
        })
        await logIn(shop, page)

        await openList(page, "en")
        await page.getByRole("heading", { name: "Stripe payments" }).waitFor()
        expect([...loaded]).toEqual([])

        await openList(page, "de")
        await page.getByRole("heading", { name: "Stripe-Zahlungen" }).waitFor()
        await page.getByRole("tablist", { name: "Ansichten" }).waitFor()
        expect([...loaded]).toEqual(["de"])
      })
    },
    FIRST_VISIT_MS
  )

  it(
    "never sees a page that is half in English while the texts are on their way",
    async () => {
      await shop.visit(async (page) => {
        await logIn(shop, page)
        const texts = { haveArrived: false }
        await page.route("**/i18n/de.json*", async (route) => {
          await pause(SLOWLY_MS)
          texts.haveArrived = true
          await route.continue()
        })
        await openList(page, "de")
        const english = page.getByRole("tablist", { name: "Views" })
        while (!texts.haveArrived) {
          expect(await english.count()).toBe(0)
          await pause(100)
        }
        await page.getByRole("tablist", { name: "Ansichten" }).waitFor()
      })
    },
    FIRST_VISIT_MS
  )

  it(
    "reads English where the texts cannot be loaded",
    async () => {
      await shop.visit(async (page) => {
        await logIn(shop, page)
        await page.route("**/i18n/de.json*", (route) => route.abort())
        await openList(page, "de")
        await page.getByRole("tablist", { name: "Views" }).waitFor()
      })
    },
    FIRST_VISIT_MS
  )

  async function openList(page: Page, language: string): Promise<void> {
    await page.evaluate(`document.cookie = "lng=${language}; path=/"`)
    await page.goto(`${String(shop.demo.urls.admin)}/stripe-payments`)
  }
}
