import type { BrowserContextOptions, Locator, Page } from "playwright-core"
import { expectAccessible, expectFitting } from "../accessibility"
import type { DemoShop } from "../demo-shop"
import { FIRST_VISIT_MS, logIn, sellShirt } from "./steps"
import { keepScreenshot, publishScreenshot } from "../screenshots"

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
}

/** The dashboard scrolls within its window, so a picture shows no more than that. */
const WHOLE_PAGE = { width: 1280, height: 2600 }

const LANGUAGES = [
  ["dark, in German", "de", "dark"],
  ["from right to left", "ar", "light"],
] as const

/** Whether everything is connected, and what happens when which status is set. */
export function managesSettings(shop: DemoShop): void {
  it(
    "sees what is connected, repairs the webhook endpoint and rotates its secret",
    async () => {
      await shop.visit(async (page) => {
        await openSettings(shop, page)
        const connection = section(page, "Connection")
        await connection.getByText(/^Setup: \d of 6 done/).waitFor()
        await section(page, "Health").getByText("Self-check").waitFor()
        await expectAccessible(page, page.getByRole("main"))
        await publishScreenshot(page, "settings")
        await page.setViewportSize(WHOLE_PAGE)
        await keepScreenshot(connection, "settings-connection")

        await press(connection, "Repair webhook endpoint")
        await connection.getByText("As it should be").waitFor()

        await press(connection, "Rotate signing secret")
        await page
          .getByRole("alertdialog")
          .getByRole("button", { name: "Rotate signing secret" })
          .click()
        const dialog = page.getByRole("dialog")
        await dialog.getByText(/^whsec_/).waitFor()
        await page.keyboard.press("Escape")
        await dialog.getByText("Shown only now").waitFor()
        await expectAccessible(page, dialog)
        await keepScreenshot(page, "settings-secret")
        await press(dialog, "I have saved the secret")
        await dialog.waitFor({ state: "detached" })

        const retire = connection.getByRole("button", {
          name: "Delete older endpoint",
        })
        expect(await retire.isDisabled()).toBe(true)
        await connection.getByText("restart Medusa first").waitFor()
        await keepScreenshot(connection, "settings-rotating")
      })
    },
    FIRST_VISIT_MS
  )

  it(
    "tries other rules on the orders of the last 30 days, saves them and goes back",
    async () => {
      const orderId = await sellShirt(shop)
      await shop.visit(async (page) => {
        await page.setViewportSize(WHOLE_PAGE)
        await openSettings(shop, page)
        await setStatus(shop, page, { orderId, status: "packed" })
        const rules = section(page, "Order rules")
        await rules.getByRole("button", { name: "Add rule" }).click()
        const added = rules.getByRole("group", { name: "Rule 2" })
        await added.getByLabel("From").fill("approve")
        await added.getByLabel("To").fill("paid")
        await press(rules, "Save")
        await added.getByText("Did you mean “approved”?").waitFor()
        await rules.getByText("it would trigger itself").waitFor()
        await expectAccessible(page, rules)
        await keepScreenshot(rules, "settings-problems")

        await added.getByLabel("From").fill("approved")
        await added.getByLabel("To").fill("packed")
        await press(rules, "Try")
        const row = rules.getByRole("row").filter({ hasText: "“packed”" })
        await row.getByText("€120.00").waitFor()
        await row.getByText("New").waitFor()
        await keepScreenshot(rules, "settings-trial")

        await press(rules, "Save")
        const question = page.getByRole("alertdialog")
        await question.getByText("1 more and 0 fewer").waitFor()
        await question.getByRole("button", { name: "Save" }).click()
        const changes = section(page, "Changes")
        await changes.getByText("Version 1, in use").waitFor()
        await changes.getByText("approved → packed").waitFor()
        await keepScreenshot(changes, "settings-changes")

        await press(changes, "Restore the options")
        await page
          .getByRole("alertdialog")
          .getByRole("button", { name: "Restore" })
          .click()
        await changes.getByText("Version 2, in use").waitFor()
        expect(
          await rules.getByRole("group", { name: /^Rule \d/ }).count()
        ).toBe(1)
      })
    },
    FIRST_VISIT_MS
  )

  it.each(LANGUAGES)(
    "reads the settings %s",
    async (_how, language, colorScheme) => {
      await shop.visit(
        async (page) => {
          await openSettings(shop, page, language)
          await page.getByText("acct_").first().waitFor()
          await expectAccessible(page, page.getByRole("main"))
          await page.setViewportSize(WHOLE_PAGE)
          await keepScreenshot(page, `settings-${language}`)
        },
        { colorScheme }
      )
    },
    FIRST_VISIT_MS
  )

  it(
    "reads and changes the settings on a phone",
    async () => {
      await shop.visit(async (page) => {
        await openSettings(shop, page)
        const rules = section(page, "Order rules")
        await rules.getByLabel("Release at status").fill("stopped")
        await expectFitting(page, "settings")
        await page.setViewportSize({ width: 390, height: 2600 })
        await keepScreenshot(rules, "settings-phone-rules")
        await keepScreenshot(
          section(page, "Connection"),
          "settings-phone-connection"
        )
        await expectAccessible(page, page.getByRole("main"))
      }, PHONE)
    },
    FIRST_VISIT_MS
  )

  it(
    "sees when the settings cannot be read, and tries again",
    async () => {
      await shop.visit(async (page) => {
        await logIn(shop, page)
        const path = "**/admin/stripe-checkout/setup"
        await page.route(path, (route) => route.abort())
        await page.goto(settingsUrl(shop))
        const retry = page.getByRole("button", { name: "Try again" })
        await retry.waitFor()
        await keepScreenshot(page, "settings-error")
        await page.unroute(path)
        await retry.click()
        await section(page, "Connection").getByText("acct_").waitFor()
      })
    },
    FIRST_VISIT_MS
  )
}

async function openSettings(
  shop: DemoShop,
  page: Page,
  language = "en"
): Promise<void> {
  await logIn(shop, page)
  const url = settingsUrl(shop)
  await page.context().addCookies([{ name: "lng", value: language, url }])
  await page.goto(url)
  // The connection, the rules, the changes and the health.
  await page.getByRole("region").nth(3).waitFor()
}

function settingsUrl({ demo }: DemoShop): string {
  return `${String(demo.urls.admin)}/settings/stripe-checkout`
}

function section(page: Page, title: string): Locator {
  return page.getByRole("region", { name: title, exact: true })
}

async function press(part: Locator, name: string): Promise<void> {
  await part.getByRole("button", { name, exact: true }).click()
}

/** As another system of the shop does, in the merchant's name. */
async function setStatus(
  { demo }: DemoShop,
  page: Page,
  { orderId, status }: { readonly orderId: string; readonly status: string }
): Promise<void> {
  const answer = await page.request.post(
    `${demo.urls.backend}/admin/orders/${orderId}`,
    { data: { metadata: { order_status: status } } }
  )
  expect(answer.status()).toBe(200)
}
