import { behavior } from "./behavior"
import { on, shopperOf } from "./hosted-page-shopper"
import { line, shopForEach } from "./shop"

const CREATE = on("Create a Checkout Session")
const PAGE = on("How Checkout works")

export function describeHostedPageContent(): void {
  const shop = shopForEach()
  const shopper = shopperOf(shop)

  describe("content of the hosted page", () => {
    behavior(
      PAGE,
      "the hosted page shows the lines with quantity, unit price and description, and the total",
      async () => {
        const session = await shopper.openLine(
          { product_data: { name: "Shirt", description: "Size M, undyed" } },
          { quantity: 2 }
        )
        const text = textOf(await shopper.visit(session.url))
        expect(text).toContain(
          "Shirt Size M, undyed Qty 2 €30.00 €15.00 each Subtotal €30.00 Total due €30.00"
        )
        expect(text).toContain("Emulator. No real money moves.")
      }
    )

    behavior(
      CREATE,
      "the hosted page shows the shop's names for discount and shipping",
      async () => {
        const coupon = await shop.stripe.coupons.create({
          amount_off: 500,
          currency: "eur",
          duration: "once",
          name: "Spring sale",
        })
        const session = await shopper.open({
          discounts: [{ coupon: coupon.id }],
          shipping_options: [
            {
              shipping_rate_data: {
                display_name: "Parcel",
                type: "fixed_amount",
                fixed_amount: { amount: 490, currency: "eur" },
              },
            },
          ],
        })
        expect(textOf(await shopper.visit(session.url))).toContain(
          "Subtotal €30.00 Discount Spring sale -€5.00 Shipping Parcel €4.90 Total due €29.90"
        )
      }
    )

    behavior(
      on("Currencies"),
      "the hosted page shows money with the decimals of its currency, and unit prices with their fractions",
      async () => {
        const total = async (currency: string, unit_amount: number) => {
          const session = await shopper.openLine({ currency, unit_amount })
          return textOf(await shopper.visit(session.url))
        }
        expect(await total("jpy", 1500)).toContain("Total due ¥1,500 ")
        expect(await total("kwd", 15_000)).toContain("Total due KWD 15.000 ")
        const session = await shop.stripe.checkout.sessions.create({
          mode: "payment",
          success_url: "https://shop.example/return",
          line_items: [
            {
              quantity: 1000,
              price_data: {
                currency: "eur",
                // Text, as on the wire; the SDK's Decimal serializes to the same.
                unit_amount_decimal: "0.5" as never,
                product_data: { name: "Nail" },
              },
            },
          ],
        })
        expect(textOf(await shopper.visit(session.url))).toContain(
          "Qty 1000 €5.00 €0.005 each"
        )
      }
    )

    behavior(
      CREATE,
      "the hosted page shows money in the format of the session's locale",
      async () => {
        const session = await shopper.open({ locale: "de" })
        const page = await shopper.visit(session.url)
        expect(page).toContain('<span lang="de">30,00\u00a0€</span>')
        expect(page).toContain('<html lang="en">')
      }
    )

    behavior(
      CREATE,
      "the label of the button follows submit_type",
      async () => {
        const labels = { pay: "Pay", book: "Book", donate: "Donate" } as const
        for (const [submitType, label] of Object.entries(labels)) {
          const session = await shopper.open({ submit_type: submitType })
          const page = await shopper.visit(session.url)
          expect(buttonOf(page)).toBe(`${label} €30.00`)
        }
        expect(buttonOf(await shopper.visit((await shopper.open()).url))).toBe(
          "Pay €30.00"
        )
      }
    )

    behavior(
      CREATE,
      "the hosted page shows the shop's name from branding_settings and its custom_text around the button",
      async () => {
        const session = await shopper.open({
          branding_settings: { display_name: "Atelier North" },
          custom_text: {
            submit: { message: "We ship tomorrow." },
            after_submit: { message: "Thank you!" },
          },
        })
        const text = textOf(await shopper.visit(session.url))
        expect(text).toContain("Pay Atelier North €30.00")
        expect(text).toContain("We ship tomorrow. Pay €30.00 Thank you!")
      }
    )

    behavior(
      CREATE,
      "the hosted page links back to cancel_url, and has no link without it",
      async () => {
        const back = /<a class="back" href="https:\/\/shop.example\/cart">/
        expect(await shopper.visit((await shopper.open()).url)).toMatch(back)
        const { url } = await shop.stripe.checkout.sessions.create({
          mode: "payment",
          success_url: "https://shop.example/return",
          line_items: [line({ amount: 1500 })],
        })
        expect(await shopper.visit(url)).not.toContain('class="back"')
      }
    )

    behavior(
      CREATE,
      "the hosted page shows the first image of a line, and allows its origin and no other",
      async () => {
        const images = [
          "https://cdn.example/a.png?x=1&y=2",
          "https://b.example",
        ]
        const { url } = await shopper.openLine({
          product_data: { name: "Shirt", images },
        })
        const answer = await fetch(url ?? "")
        expect(await answer.text()).toContain(
          'src="https://cdn.example/a.png?x=1&amp;y=2"'
        )
        const policy = answer.headers.get("content-security-policy")
        expect(policy).toContain("img-src 'self' https://cdn.example;")
        expect(policy).toContain("default-src 'none'")
      }
    )

    behavior(
      PAGE,
      "the hosted page shows a hundred lines and a name of any length",
      async () => {
        const names = Array.from({ length: 99 }, (_, index) => `Item ${index}.`)
        names.push("endless".repeat(500))
        const { url } = await shopper.open({
          line_items: names.map((name) => line({ amount: 100, name })),
        })
        const page = await shopper.visit(url)
        expect(names.filter((name) => !page.includes(name))).toEqual([])
        expect(page).toContain("€100.00")
      }
    )

    behavior(
      PAGE,
      "the hosted page escapes all texts, wherever they come from",
      async () => {
        const evil = `"><script>alert(1)</script><b onclick='x'>`
        const session = await shopper.openLine(
          {
            product_data: {
              name: evil,
              description: evil,
              images: [`https://cdn.example/${evil}`],
            },
          },
          {
            branding_settings: { display_name: evil },
            cancel_url: `https://shop.example/${evil}`,
            custom_text: {
              submit: { message: evil },
              after_submit: { message: evil },
            },
            phone_number_collection: { enabled: true },
          }
        )
        const typed = { email: evil, name: evil, expiry: evil, phone: evil }
        const again = await (await shopper.submit(session, typed)).text()
        await shop.stripe.checkout.sessions.expire(session.id)
        for (const page of [again, await shopper.visit(session.url)]) {
          expect(page).toContain("&lt;script&gt;alert(1)")
          expect(page).not.toContain("<script>alert")
          expect(page).not.toContain("<b onclick")
        }
      }
    )

    behavior(
      PAGE,
      "the hosted page describes each field and its error to a screen reader",
      async () => {
        const session = await shopper.open()
        const page = await (await shopper.submit(session, { cvc: "" })).text()
        for (const field of ["email", "number", "expiry", "cvc", "name"]) {
          expect(page).toContain(`<label for="${field}">`)
          expect(page).toMatch(
            new RegExp(
              `id="${field}"[^>]*aria-describedby="[^"]*${field}-error"`
            )
          )
        }
        expect(page).toMatch(/id="cvc"[^>]*aria-invalid="true"/)
        expect(page).toMatch(/id="name"[^>]*aria-invalid="false"/)
        expect(page).toContain('role="alert"')
      }
    )

    behavior(
      {
        section: "How Checkout works",
        needs: "access to the emulator's state",
      },
      "the control page can capture what was paid",
      async () => {
        await shopper.submit(await shopper.open())
        const page = await shopper.visit(`${shop.emulator.url}/_emulator`)
        expect(page).toContain("requires_capture")
        const [intent] = (await shop.controls.ledger()).payment_intents
        await fetch(`${shop.emulator.url}/_emulator/dashboard/capture`, {
          method: "POST",
          body: new URLSearchParams({
            payment_intent: intent?.id ?? "",
            amount: "1000",
          }),
        })
        const [captured] = (await shop.controls.ledger()).payment_intents
        expect(captured?.amount_received).toBe(1000)
      }
    )
  })
}

/** The visible text of a page, with single spaces. */
function textOf(page: string): string {
  return page
    .replace(/<(style|script)>[^]*?<\/\1>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
}

function buttonOf(page: string): string {
  const button = /<button class="pay"[^]*?<\/button>/.exec(page)
  return textOf(button?.[0] ?? "").trim()
}
