import type { Page } from "playwright-core"
import { line } from "../stripe-emulator/contract/shop"
import { listenSlowly } from "../stripe-emulator/contract/slow-webhook"
import { only } from "../support/only"
import { keepScreenshot } from "./screenshots"
import { CARDS, fillCard } from "./shopper-steps"
import { describeStripePage } from "./stripe-page"

const BACK_IN_SHOP = /\/return\?session_id=cs_test_/

describeStripePage("The emulator's hosted page", (site) => {
  it("accepts a payment by keyboard alone and formats the card number as it is printed", () =>
    site.visit(async (page) => {
      await site.open(page)
      await tabTo(page, "Email")
      await page.keyboard.type("ada@example.com")
      await tabTo(page, "Card number")
      await page.keyboard.type("378282246310005")
      await tabTo(page, "Expiration, month and year")
      await page.keyboard.type("1234")
      await tabTo(page, "Security code")
      await page.keyboard.type("12345")
      await tabTo(page, "Cardholder name")
      await page.keyboard.type("Ada Sommer")
      expect(await typed(page)).toEqual({
        number: "3782 822463 10005",
        expiry: "12 / 34",
        cvc: "1234",
      })
      expect(await page.locator("#number-hint").innerText()).toBe("Amex")
      await page.keyboard.press("Tab")
      await page.keyboard.press("Enter")

      await page.waitForURL(BACK_IN_SHOP)
      const { payment_intents: intents } = await site.controls.ledger()
      expect(only(intents).status).toBe("requires_capture")
    }))

  it("groups card numbers by brand and helps with the date, even when digits are deleted or pasted", () =>
    site.visit(async (page) => {
      await site.open(page)
      const number = page.getByLabel("Card number")
      const expiry = page.getByLabel("Expiration")
      const afterTyping = async (field: typeof number, keys: string) => {
        await field.fill("")
        await field.pressSequentially(keys)
        return field.inputValue()
      }
      expect(await afterTyping(number, "42424242424242421")).toBe(
        "4242 4242 4242 4242"
      )
      expect(await afterTyping(number, "36227206271667")).toBe(
        "3622 720627 1667"
      )
      expect(await afterTyping(number, "6205500000000000004")).toBe(
        "6205 5000 0000 0000 004"
      )
      expect(await page.locator("#number-hint").innerText()).toBe("UnionPay")
      expect(await afterTyping(expiry, "5")).toBe("05 / ")
      expect(await afterTyping(expiry, "1/")).toBe("01 / ")
      // There is no thirteenth month, and no other month is guessed.
      expect(await afterTyping(expiry, "134")).toBe("13 / 4")
      expect(await afterTyping(expiry, "0134")).toBe("01 / 34")
      for (const left of ["01 / 3", "01", "0", ""]) {
        await expiry.press("Backspace")
        expect(await expiry.inputValue()).toBe(left)
      }
      await expiry.fill("12/2034")
      expect(await expiry.inputValue()).toBe("12 / 34")
    }))

  it("moves to the first invalid field and explains there what is wrong", () =>
    site.visit(async (page) => {
      await site.open(page)
      await page.getByLabel("Email").fill("ada@example.com")
      await payButton(page).click()

      const number = page.getByLabel("Card number")
      await page.getByText("Your card number is incomplete.").waitFor()
      expect(await focused(page)).toBe("number")
      expect(await number.getAttribute("aria-invalid")).toBe("true")
      expect(await number.getAttribute("aria-describedby")).toContain(
        "number-error"
      )
      await number.pressSequentially("4")
      expect(await number.getAttribute("aria-invalid")).toBe("false")
      expect(await page.locator("#number-error").innerText()).toBe("")
    }))

  it("announces a decline, keeps the input and accepts the next card", () =>
    site.visit(async (page) => {
      await site.open(page)
      await fill(page, CARDS.declined)
      await payButton(page).click()

      const alert = page.getByRole("alert")
      await alert.getByText("Your card was declined.").waitFor()
      expect(await payButton(page).innerText()).toBe("Pay €30.00")
      expect(await page.getByLabel("Cardholder name").inputValue()).toBe(
        "Ada Sommer"
      )
      await page.getByLabel("Card number").fill(CARDS.good)
      await payButton(page).click()
      await page.waitForURL(BACK_IN_SHOP)
    }))

  it("opens the bank's authentication, which can be reloaded, failed, left and completed", () =>
    site.visit(async (page) => {
      await site.open(page)
      await askBank(page)
      await page.reload()
      await page.getByRole("button", { name: "Fail authentication" }).click()
      await page
        .getByRole("alert")
        .getByText("We are unable to authenticate your payment method.")
        .waitFor()
      await askBank(page)
      await page.getByRole("button", { name: "Cancel" }).click()
      await page.getByRole("alert").getByText("unable to").waitFor()
      await askBank(page)
      await page.goBack()
      expect((await site.controls.ledger()).charges).toHaveLength(0)
      await askBank(page)
      await page.getByRole("button", { name: "Complete" }).dblclick()
      await page.waitForURL(BACK_IN_SHOP)
      expect((await site.controls.ledger()).charges).toHaveLength(1)
    }))

  it("reports that it has expired while the shopper has it open, and leads back", () =>
    site.visit(async (page) => {
      await site.open(page)
      await fill(page, CARDS.good)
      await site.controls.advanceClock(24 * 60 * 60 + 1)
      await payButton(page).click()

      await page.getByRole("heading", { name: "has expired" }).waitFor()
      expect((await site.controls.ledger()).charges).toHaveLength(0)
      await page.getByRole("link", { name: "Return to" }).click()
      await page.waitForURL(`${site.shopUrl}/cart`)
    }))

  it("reports that it is paid when another tab has paid it in the meantime", () =>
    site.visit(async (page) => {
      const session = await site.open(page)
      await fill(page, CARDS.good)
      await site.controls.pay(session.id)
      await payButton(page).click()

      await page.getByRole("heading", { name: "all done here" }).waitFor()
      expect((await site.controls.ledger()).charges).toHaveLength(1)
      await page.getByRole("link", { name: "Return to" }).click()
      await page.waitForURL(BACK_IN_SHOP)
    }))

  it("pays once on a double click and shows progress until the store's webhook has answered", () =>
    site.visit(async (page) => {
      const webhook = await listenSlowly(site, 1500)
      await site.open(page)
      await fill(page, CARDS.good)
      await payButton(page).dblclick()

      const button = page.locator(".pay")
      await button.getByText("Processing…").waitFor()
      expect(await button.getAttribute("aria-disabled")).toBe("true")
      await page.getByRole("status").getByText("Processing your").waitFor()
      expect(webhook.hasAnswered()).toBe(false)
      await keepScreenshot(page, "hosted-page/processing")
      await button.press("Enter")
      await page.waitForURL(BACK_IN_SHOP)
      expect(webhook.hasAnswered()).toBe(true)
      expect((await site.controls.ledger()).charges).toHaveLength(1)
      await webhook.close()
    }))

  it("shows pictures, and a placeholder where one does not load", () =>
    site.visit(async (page) => {
      await site.open(page, {
        line_items: ["shirt", "missing"].map((name) =>
          withPicture(`${site.shopUrl}/${name}.svg`)
        ),
      })
      const [shown, missing] = await page.locator(".picture img").all()
      await page
        .locator(".picture img[data-broken]")
        .waitFor({ state: "attached" })
      expect(await shown?.isVisible()).toBe(true)
      expect(await missing?.isVisible()).toBe(false)
    }))

  it("works in a browser without JavaScript", () =>
    site.visit(
      async (page) => {
        await site.open(page)
        await fill(page, CARDS.declined)
        await payButton(page).click()
        await page.getByText("Your card was declined.").waitFor()
        await fill(page, CARDS.asksTheBank)
        await payButton(page).click()
        await page.getByRole("button", { name: "Complete" }).click()
        await page.waitForURL(BACK_IN_SHOP)
      },
      { javaScriptEnabled: false }
    ))
})

function payButton(page: Page) {
  return page.getByRole("button", { name: /^Pay/ })
}

async function fill(page: Page, card: string): Promise<void> {
  await page.getByLabel("Email").fill("ada@example.com")
  await fillCard(page, card)
}

async function askBank(page: Page): Promise<void> {
  await fill(page, CARDS.asksTheBank)
  await payButton(page).click()
  await page.getByRole("heading", { name: "3D Secure" }).waitFor()
}

/** Presses Tab until the field is reached, as people without a mouse do. */
async function tabTo(page: Page, label: string): Promise<void> {
  const id = await page.getByLabel(label).getAttribute("id")
  for (let presses = 0; presses < 5; presses += 1) {
    await page.keyboard.press("Tab")
    if ((await focused(page)) === id) return
  }
  throw new Error(`The keyboard does not reach "${label}"`)
}

function focused(page: Page): Promise<string> {
  return page.evaluate<string>("document.activeElement.id")
}

async function typed(page: Page): Promise<Record<string, string>> {
  const value = (id: string) => page.locator(`#${id}`).inputValue()
  return {
    number: await value("number"),
    expiry: await value("expiry"),
    cvc: await value("cvc"),
  }
}

function withPicture(address: string) {
  const item = line({ amount: 1500 })
  const { currency = "eur", unit_amount = 1500 } = item.price_data ?? {}
  return {
    quantity: 1,
    price_data: {
      currency,
      unit_amount,
      product_data: { name: "Shirt", images: [address] },
    },
  }
}
