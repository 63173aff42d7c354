/**
 * Colors as `#abc` or `#1a2b3c`, and whether a person can read one on another.
 *
 * @see https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio
 */

/** What normal text needs at least. */
export const READABLE_CONTRAST = 4.5

const HEX_COLOR = /^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/i

export function isHexColor(value: string): boolean {
  return HEX_COLOR.test(value)
}

/**
 * @returns from 1, for equal colors, to 21, for black on white
 * @example contrastOf("#000", "#fff") // 21
 */
export function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort(
    (left, right) => left - right
  )
  return (lighter + 0.05) / (darker + 0.05)
}

/** Black or white, whichever is easier to read on a color; its contrast is at least 4.5. */
export function readableOn(color: string): string {
  return contrastOf(color, "#000000") > contrastOf(color, "#ffffff")
    ? "#000000"
    : "#ffffff"
}

/**
 * @param share of the first color, from 0 to 1
 * @example mixColors("#000000", "#ffffff", 0.2) // "#cccccc"
 */
export function mixColors(one: string, other: string, share: number): string {
  const others = channelsOf(other)
  const mixed = channelsOf(one).map((value, index) =>
    Math.round(value * share + (others[index] ?? 0) * (1 - share))
  )
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`
}

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Red, green and blue, each from 0 to 255. */
function channelsOf(color: string): number[] {
  const digits = color.slice(1)
  const pairs =
    digits.length === 3
      ? Array.from(digits, (digit) => digit + digit)
      : [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)]
  return pairs.map((pair) => Number.parseInt(pair, 16))
}
