import { createHash } from "node:crypto"

import fc from "fast-check"

import { drawQrCode, type QrCode } from "../qr-code"
import { countDataModules } from "../qr-codewords"
import { qrCodeAsSvg } from "../qr-svg"

const LINK =
  "https://api.example.com/stripe-checkout/pay/payses_01JDXK2M3N4P5Q6R7S8T9V0W1X"

function hashOf(code: QrCode): string {
  const bits = code.flat().map((isDark) => (isDark ? "1" : "0"))
  return createHash("sha256").update(bits.join("")).digest("hex").slice(0, 16)
}

/** Compared module by module with another encoder when they were written down. */
const KNOWN: readonly (readonly [
  length: number,
  side: number,
  hash: string,
])[] = [
  [5, 21, "fa99d65b0363ea79"],
  [14, 21, "95c45111e9a51992"],
  [40, 29, "9b0d6e18f0adefc9"],
  [80, 37, "1475a46b0bd2565d"],
  [110, 45, "97b99c8f7b589402"],
  [150, 49, "4d0900ffc48d23b2"],
  [213, 57, "a8c7d35986961bd4"],
  [300, 69, "d52975270b3a9d96"],
  [500, 85, "9e1217b513dfadd3"],
  [666, 97, "bb67697f7c1f2063"],
]

describe("A QR code", () => {
  it.each(KNOWN)(
    "of %d bytes is as the standard has it",
    (length, side, hash) => {
      const code = drawQrCode(textOf(length))
      expect(code).toHaveLength(side)
      expect(hashOf(code)).toBe(hash)
    }
  )

  it("is a square with three finders, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 120 }), (text) => {
        const code = drawQrCode(text)
        const last = code.length - 1
        expect(code.every((row) => row.length === code.length)).toBe(true)
        for (const [x, y] of [
          [0, 0],
          [last - 6, 0],
          [0, last - 6],
        ] as const) {
          expect(code[y + 3]?.slice(x, x + 7)).toEqual(
            [1, 0, 1, 1, 1, 0, 1].map(Boolean)
          )
        }
      }),
      { numRuns: 30 }
    )
  })

  it("has the room for data that the standard gives it", () => {
    expect([1, 2, 7, 14, 20].map(countDataModules)).toEqual([
      208, 359, 1568, 4651, 8683,
    ])
  })

  it("refuses a text that no size holds", () => {
    expect(() => drawQrCode("x".repeat(667))).toThrow(RangeError)
    expect(drawQrCode("x".repeat(666))).toHaveLength(97)
  })

  it("is drawn with its quiet zone and a name, and text cannot leave the name", () => {
    const svg = qrCodeAsSvg(LINK, `Order "<1>" & more`)
    const side = drawQrCode(LINK).length + 8
    expect(svg).toContain(`viewBox="0 0 ${side} ${side}"`)
    expect(svg).toContain(
      "<title>Order &quot;&lt;1&gt;&quot; &amp; more</title>"
    )
  })
})

function textOf(length: number): string {
  return Array.from({ length }, (_, index) =>
    String.fromCharCode(97 + ((index * 7 + length) % 26))
  ).join("")
}
