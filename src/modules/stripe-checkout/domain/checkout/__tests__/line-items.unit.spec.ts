import fc from "fast-check"

import { chargeableStep, toMinorUnits } from "../../money"
import { type CartFigures, type CartLine, purchaseLines } from "../line-items"
import { lineItemLabels } from "../labels"

const WORDS = lineItemLabels("en")

describe("The lines on Stripe's page", () => {
  it("name each item with its variant, picture and quantity, and the delivery", () => {
    const shirt = item({
      name: "Linen shirt",
      detail: "M",
      imageUrl: "https://shop.example/shirt.png",
      quantity: "2",
      total: "100",
    })

    expect(linesOf({ items: [shirt], deliveries: [delivery("20")] })).toEqual([
      {
        name: "Linen shirt",
        description: "M",
        imageUrl: "https://shop.example/shirt.png",
        quantity: 2,
        unitAmount: 5000,
      },
      {
        name: "Standard delivery",
        description: null,
        imageUrl: null,
        quantity: 1,
        unitAmount: 2000,
      },
    ])
  })

  it("show tax as a line of its own where prices exclude it", () => {
    const lines = linesOf({
      items: [item({ total: "119", tax: "19", isTaxIncluded: false })],
      deliveries: [{ ...delivery("11.90"), tax: "1.90", isTaxIncluded: false }],
    })

    expect(lines.map(({ name, unitAmount }) => [name, unitAmount])).toEqual([
      ["Shirt", 10000],
      ["Standard delivery", 1000],
      ["Tax", 2090],
    ])
  })

  it("show no tax where prices include it", () => {
    const lines = linesOf({
      items: [item({ total: "119", tax: "19", isTaxIncluded: true })],
    })

    expect(lines.map(({ name, unitAmount }) => [name, unitAmount])).toEqual([
      ["Shirt", 11900],
    ])
  })

  it("net a discount into its line, and name it with its codes", () => {
    const [line] = linesOf({
      items: [
        item({
          detail: "M",
          total: "90",
          discount: "10",
          discountCodes: ["WELCOME", "WELCOME", "AUTUMN"],
        }),
      ],
    })

    expect(line).toMatchObject({
      description: "M · Discount WELCOME, AUTUMN: -10.00 EUR",
      unitAmount: 9000,
    })
  })

  it("keep an item that is free, and a delivery", () => {
    const lines = linesOf({
      items: [item({ total: "50" }), item({ name: "Sample", total: "0" })],
      deliveries: [delivery("0")],
    })

    expect(lines.map(({ unitAmount }) => unitAmount)).toEqual([5000, 0, 0])
  })

  it("share a gift card among the lines, and name what it takes off each", () => {
    const lines = linesOf({
      items: [item({ total: "100" })],
      deliveries: [delivery("20")],
      credit: "30",
    })

    expect(
      lines.map(({ description, unitAmount }) => [description, unitAmount])
    ).toEqual([
      ["Credit: -25.00 EUR", 7500],
      ["Credit: -5.00 EUR", 1500],
    ])
  })

  it("become one piece where a piece would cost a fraction of a cent", () => {
    expect(
      linesOf({ items: [item({ quantity: "3", total: "100" })] })
    ).toMatchObject([{ name: "Shirt x 3", quantity: 1, unitAmount: 10000 }])
  })

  it("take Medusa's fractions of a piece", () => {
    expect(
      linesOf({ items: [item({ quantity: "1.5", total: "15" })] })
    ).toMatchObject([{ name: "Shirt x 1.5", quantity: 1, unitAmount: 1500 }])
  })

  it("give the cent that is left to the line that lost the most", () => {
    const lines = linesOf({
      items: [
        item({ total: "10.004" }),
        item({ total: "10.004" }),
        item({ total: "10.007" }),
      ],
    })

    // 30.015 is rounded once, to 30.02; line by line it would be 30.01.
    expect(lines.map(({ unitAmount }) => unitAmount)).toEqual([
      1001, 1000, 1001,
    ])
  })

  it("are at most a hundred; the last of the items stands for all that follow", () => {
    const lines = linesOf({
      items: Array.from({ length: 150 }, (_, index) =>
        item({
          name: `Item ${index + 1}`,
          total: "1.19",
          tax: "0.19",
          isTaxIncluded: false,
        })
      ),
      deliveries: [delivery("5")],
    })

    expect(lines).toHaveLength(100)
    expect(
      lines.slice(96).map(({ name, unitAmount }) => [name, unitAmount])
    ).toEqual([
      ["Item 97", 100],
      ["More items (53)", 5300],
      ["Standard delivery", 500],
      ["Tax", 2850],
    ])
  })

  it("are one line where the figures do not explain the total", () => {
    expect(linesOf({ items: [item({ total: "100" })], amount: 9900 })).toEqual([
      {
        name: "Your order",
        description: null,
        imageUrl: null,
        quantity: 1,
        unitAmount: 9900,
      },
    ])
  })

  it("are one line where something costs less than nothing", () => {
    expect(
      linesOf({ items: [item({ total: "100" }), item({ total: "-10" })] })
    ).toMatchObject([{ name: "Your order", unitAmount: 9000 }])
  })

  it("do not mind the dust that divisions leave behind", () => {
    expect(
      linesOf({
        items: [
          item({ total: "99.999999999999999999" }),
          item({ total: "-0.000000000000000001" }),
        ],
      })
    ).toMatchObject([{ unitAmount: 10000 }, { unitAmount: 0 }])
  })

  it("shorten names that are novels, and name what has no name", () => {
    const lines = linesOf({
      items: [item({ name: "x".repeat(400) }), item({ name: "  " })],
    })

    expect(lines[0]?.name).toHaveLength(250)
    expect(lines[1]?.name).toBe("Item")
  })

  it("are cut between characters, never inside one, and keep their count", () => {
    const smile = "\u{1F600}"
    const [line, broken] = linesOf({
      items: [
        item({ name: smile.repeat(300), quantity: "3", total: "100" }),
        item({ name: "half \uD83D of one", total: "1" }),
      ],
    })

    expect(line?.name).toBe(`${smile.repeat(122)}… x 3`)
    expect(broken?.name).toBe("half \uFFFD of one")
  })

  it.each([
    ["jpy", "1000.4", 1000],
    ["isk", "1500.6", 150100],
    ["kwd", "10.2346", 10230],
    ["huf", "1999.99", 199999],
  ])("charge whole steps of %s", (currencyCode, total, charged) => {
    const [line] = linesOf({ currencyCode, items: [item({ total })] })

    expect(line?.unitAmount).toBe(charged)
  })

  it("always add up to the amount, whatever is in the cart", () => {
    fc.assert(
      fc.property(anyCart, (figures) => {
        const lines = purchaseLines(figures, WORDS)
        const step = chargeableStep(figures.currencyCode)

        expect(sum(lines)).toBe(figures.amount)
        expect(lines.length).toBeLessThanOrEqual(100)
        for (const line of lines) {
          expect(line.unitAmount).toBeGreaterThanOrEqual(0)
          expect(line.unitAmount % step).toBe(0)
          expect(Number.isSafeInteger(line.quantity)).toBe(true)
        }
      }),
      { numRuns: 500 }
    )
  })

  it("are off by less than one step each, where there is no credit", () => {
    fc.assert(
      fc.property(anyCart, (cart) => {
        const { currencyCode } = cart
        const items = cart.items
          .slice(0, 100)
          .map((line) => ({ ...line, isTaxIncluded: true }))
        const lines = linesOf({ currencyCode, items })
        const step = chargeableStep(currencyCode)

        items.forEach(({ total }, index) => {
          const exact = toMinorUnits(total, currencyCode)
          const charged = sum(lines.slice(index, index + 1))
          expect(Math.abs(charged - exact)).toBeLessThanOrEqual(step)
        })
      })
    )
  })

  it("are the same however often they are made", () => {
    fc.assert(
      fc.property(anyCart, (figures) => {
        expect(purchaseLines(structuredClone(figures), WORDS)).toEqual(
          purchaseLines(figures, WORDS)
        )
      })
    )
  })
})

function linesOf(requests: Partial<CartFigures>) {
  return purchaseLines(figuresOf(requests), WORDS)
}

/** With the amount that Medusa's figures add up to, unless another is given. */
function figuresOf(requests: Partial<CartFigures>): CartFigures {
  const figures = {
    currencyCode: "eur",
    items: [],
    deliveries: [],
    credit: "0",
    ...requests,
  }
  const { items, deliveries, credit, currencyCode } = figures
  const amount = toMinorUnits(
    decimalOf(
      [...items, ...deliveries].reduce(
        (total, line) => total + micro(line.total),
        -micro(credit)
      )
    ),
    currencyCode
  )
  return { ...figures, amount: requests.amount ?? amount }
}

const PLACES = 18

function micro(amount: string): bigint {
  const isNegative = amount.startsWith("-")
  const [whole = "0", fraction = ""] = amount.replace("-", "").split(".")
  const digits = BigInt(whole + fraction.padEnd(PLACES, "0"))
  return isNegative ? -digits : digits
}

function decimalOf(digits: bigint): string {
  const text = digits.toString().padStart(PLACES + 1, "0")
  return `${text.slice(0, -PLACES)}.${text.slice(-PLACES)}`
}

function item(requests: Partial<CartLine> = {}): CartLine {
  return {
    name: "Shirt",
    detail: null,
    imageUrl: null,
    quantity: "1",
    total: "100",
    tax: "0",
    isTaxIncluded: true,
    discount: "0",
    discountCodes: [],
    ...requests,
  }
}

function delivery(total: string): CartLine {
  return item({ name: "Standard delivery", total })
}

function sum(lines: readonly { quantity: number; unitAmount: number }[]) {
  return lines.reduce(
    (total, { quantity, unitAmount }) => total + quantity * unitAmount,
    0
  )
}

const anyLine = fc
  .record({
    quantity: fc.oneof(
      fc.integer({ min: 1, max: 12 }).map(String),
      fc.constant("0.25")
    ),
    digits: fc.bigInt({ min: 0n, max: 10n ** 24n }),
    taxShare: fc.integer({ min: 0, max: 30 }),
    isTaxIncluded: fc.boolean(),
  })
  .map(({ quantity, digits, taxShare, isTaxIncluded }) =>
    item({
      quantity,
      total: decimalOf(digits),
      tax: decimalOf((digits * BigInt(taxShare)) / 100n),
      isTaxIncluded,
    })
  )

const anyCart = fc
  .record({
    currencyCode: fc.constantFrom("eur", "jpy", "isk", "kwd", "huf", "ugx"),
    items: fc.array(anyLine, { minLength: 1, maxLength: 130 }),
    deliveries: fc.array(anyLine, { maxLength: 2 }),
    creditShare: fc.integer({ min: 0, max: 99 }),
  })
  .map(({ creditShare, ...cart }) => {
    const full = [...cart.items, ...cart.deliveries].reduce(
      (total, line) => total + micro(line.total),
      0n
    )
    return figuresOf({
      ...cart,
      credit: decimalOf((full * BigInt(creditShare)) / 100n),
    })
  })
