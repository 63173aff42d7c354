import fc from "fast-check"

import {
  contrastOf,
  isHexColor,
  mixColors,
  READABLE_CONTRAST,
  readableOn,
} from "../colors"
import { findUnreadableText, shopperColors } from "../shopper-colors"

const anyColor = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`)

describe("Colors", () => {
  it.each([
    ["#000", "#ffffff", 21],
    ["#ffffff", "#fff", 1],
    ["#777777", "#ffffff", 4.48],
    ["#767676", "#ffffff", 4.54],
  ])(
    "%s on %s has the contrast %d, in either order",
    (one, other, contrast) => {
      expect(contrastOf(one, other)).toBeCloseTo(contrast, 2)
      expect(contrastOf(other, one)).toBeCloseTo(contrast, 2)
    }
  )

  it("always have a label that can be read", () => {
    fc.assert(
      fc.property(anyColor, (color) => {
        expect(contrastOf(color, readableOn(color))).toBeGreaterThanOrEqual(
          READABLE_CONTRAST
        )
      })
    )
  })

  it("are mixed to a color again", () => {
    fc.assert(
      fc.property(anyColor, anyColor, (one, other) => {
        expect(isHexColor(mixColors(one, other, 0.15))).toBe(true)
        expect(mixColors(one, other, 1)).toBe(one)
        expect(mixColors(one, other, 0)).toBe(other)
      })
    )
  })

  it.each([
    "red",
    "#12",
    "#12345",
    "#1234567",
    "#12345g",
    "",
    "#fff;}",
    "url(x)",
  ])("%j is none", (value) => {
    expect(isHexColor(value)).toBe(false)
  })
})

describe("The colors of the shopper's pages", () => {
  it("can be read without any choice", () => {
    expect(findUnreadableText({})).toEqual([])
  })

  it("take the accent of light mode for dark mode, unless that has its own", () => {
    const light = { accent: "#0b6e4f" }

    expect(shopperColors({ light }, "dark").accent).toBe("#0b6e4f")
    expect(
      shopperColors({ light, dark: { accent: "#7be0b5" } }, "dark").accent
    ).toBe("#7be0b5")
  })

  it("keep the defaults of what is left out", () => {
    const chosen = shopperColors(
      { light: { background: "#fffaf0", text: undefined } },
      "light"
    )

    expect(chosen).toEqual({
      ...shopperColors({}, "light"),
      background: "#fffaf0",
    })
  })

  it("cannot be read where the text is as dark as what it is on", () => {
    const [found, ...others] = findUnreadableText({
      light: { background: "#000000" },
    })
    expect(found).toMatchObject({ theme: "light", on: "background" })
    expect(found?.contrast).toBeCloseTo(1.2, 0)
    expect(others).toEqual([])
    expect(findUnreadableText({ dark: { text: "#111111" } })).toMatchObject([
      { theme: "dark", on: "background" },
      { theme: "dark", on: "surface" },
    ])
  })
})
