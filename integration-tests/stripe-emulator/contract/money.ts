import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { describeRefusals } from "./refusals"
import type { Shop } from "./shop"
import { cart, line, openShop, refusal } from "./shop"

const CURRENCIES: Source = { section: "Currencies" }
const CREATE: Source = { section: "Create a Checkout Session" }

/** The smallest amount, the text of the first currency's error, and all currencies with that minimum. */
const minimums: readonly (readonly [number, string, string])[] = [
  [
    50,
    "$0.50 usd",
    "usd aud brl cad chf eur inr nzd sgd ars cop idr ils php rub zar",
  ],
  [30, "£0.30 gbp", "gbp"],
  [200, "2.00 zł pln", "pln aed myr ron"],
  [250, "2.50 kr. dkk", "dkk"],
  [300, "3.00 kr sek", "sek nok"],
  [400, "$4.00 hkd", "hkd"],
  [1000, "$10.00 mxn", "mxn thb"],
  [1500, "15.00 Kč czk", "czk"],
  [50, "¥50 jpy", "jpy krw"],
  [17500, "175.00 Ft huf", "huf"],
]

/** Amounts in whole minor units that cannot be charged, each with the next one that can. */
const steps: readonly (readonly [string, number, number])[] = [
  ["isk", 550, 600],
  ["ugx", 100_050, 100_100],
  ["bhd", 1005, 1010],
  ["jod", 1005, 1010],
  ["kwd", 1005, 1010],
  ["omr", 1005, 1010],
  ["tnd", 1005, 1010],
]

export function describeMoney(): void {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  const send = (params: object) =>
    shop.stripe.checkout.sessions.create(cart(params))
  const total = (amount: number, currency: string) => ({
    line_items: [line({ amount, currency })],
  })

  describe("minimums", () => {
    for (const [minimum, text, currencies] of minimums) {
      behavior(
        CURRENCIES,
        `a total below ${text} is rejected; the same amount is the minimum in ${currencies}`,
        async () => {
          const [first = ""] = currencies.split(" ")
          expect(await refusal(send(total(minimum - 1, first)))).toMatchObject({
            message: `The Checkout Session's total amount due must add up to at least ${text}`,
          })
          for (const currency of currencies.split(" ")) {
            await refusal(send(total(minimum - 1, currency)))
            const session = await send(total(minimum, currency))
            expect(session).toMatchObject({ amount_total: minimum, currency })
          }
        }
      )
    }

    for (const position of ["none", "amount_too_small"] as const) {
      behavior(
        { ...CURRENCIES, needs: "access to the emulator's state" },
        `a total below the minimum is rejected with the code of the switch, ${position}`,
        async () => {
          await shop.controls.setSwitch("minimum_amount_code", position)
          const error = await refusal(send(total(1, "usd")))
          expect(error.code).toBe(position === "none" ? undefined : position)
          expect(error.statusCode).toBe(400)
        }
      )
    }
  })

  describe("steps and the maximum", () => {
    for (const [currency, refused, next] of steps) {
      behavior(
        CURRENCIES,
        `${refused} cannot be charged in ${currency}, ${next} can`,
        async () => {
          const error = await refusal(send(total(refused, currency)))
          expect(error.statusCode).toBe(400)
          expect((await send(total(next, currency))).amount_total).toBe(next)
        }
      )
    }

    behavior(
      CURRENCIES,
      "amounts in huf and twd have two decimals when they are charged",
      async () => {
        expect((await send(total(17_501, "huf"))).amount_total).toBe(17_501)
        expect((await send(total(10_001, "twd"))).amount_total).toBe(10_001)
      }
    )

    behavior(
      CURRENCIES,
      "a total of 12 digits is accepted, one of 13 is rejected",
      async () => {
        const most = 999_999_999_999
        expect((await send(total(most, "usd"))).amount_total).toBe(most)
        expect(await refusal(send(total(most + 1, "usd")))).toMatchObject({
          statusCode: 400,
          code: "amount_too_large",
        })
      }
    )
  })

  describe("currencies", () => {
    describeRefusals(
      CURRENCIES,
      [
        [
          "lines in two currencies are rejected",
          {
            line_items: [
              line({ amount: 1000 }),
              line({ amount: 1000, currency: "usd" }),
            ],
          },
          { param: "line_items" },
        ],
        [
          "a currency other than that of the lines is rejected",
          { currency: "usd", line_items: [line({ amount: 1000 })] },
          { param: "currency" },
        ],
      ],
      send
    )

    behavior(
      CURRENCIES,
      "an unknown currency is rejected with the list of known ones",
      async () => {
        const error = await refusal(send(total(1000, "xyz")))
        expect(error.param).toBe("line_items[0][price_data][currency]")
        expect(error.message).toMatch(
          /^Invalid currency: xyz\. Stripe currently supports these currencies: usd, aed, afn, all, /
        )
      }
    )
  })

  describe("prices with decimals", () => {
    const decimal = (unit_amount_decimal: string, quantity: number) => ({
      line_items: [
        {
          quantity,
          price_data: {
            currency: "eur",
            unit_amount_decimal,
            product_data: { name: "Screw" },
          },
        },
      ] as unknown as Stripe.Checkout.SessionCreateParams.LineItem[],
      expand: ["line_items"],
    })

    behavior(
      CREATE,
      "a line is rounded after the multiplication, halves upwards",
      async () => {
        // As a binary number this product is slightly below a half and would be rounded down.
        const session = await send(decimal("10.005", 100))
        expect(session.amount_total).toBe(1001)
        const price = session.line_items?.data[0]?.price
        expect(price?.unit_amount).toBeNull()
        expect(String(price?.unit_amount_decimal)).toBe("10.005")
      }
    )

    describeRefusals(
      CREATE,
      [
        [
          "a unit_amount_decimal with 13 decimals is rejected",
          decimal("1.0000000000001", 100),
          { param: "line_items[0][price_data][unit_amount_decimal]" },
        ],
        [
          "a negative unit_amount_decimal is rejected",
          decimal("-0.5", 100),
          { param: "line_items[0][price_data][unit_amount_decimal]" },
        ],
      ],
      send
    )
  })
}
