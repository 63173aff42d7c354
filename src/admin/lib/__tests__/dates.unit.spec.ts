// cspell:ignore Stunden

import { formatFullDate, formatRelativeDate } from "../dates"

const NOW = Date.parse("2026-11-29T12:00:00Z")
const after = (ms: number): string => new Date(NOW + ms).toISOString()

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe("The order's card says when something happened or will happen", () => {
  it.each([
    [20_000, "now"],
    [-10_000, "now"],
    [-45_000, "1 minute ago"],
    [-59 * MINUTE, "59 minutes ago"],
    [-(59 * MINUTE + 40_000), "1 hour ago"],
    [-2 * HOUR, "2 hours ago"],
    [23.6 * HOUR, "in 1 day"],
    [6 * DAY, "in 6 days"],
    [-29 * DAY, "29 days ago"],
    [-60 * DAY, "2 months ago"],
    [-350 * DAY, "1 year ago"],
    [-800 * DAY, "2 years ago"],
  ])("a distance of %d ms is %s", (distance, words) => {
    expect(formatRelativeDate(after(distance), "en", NOW)).toBe(words)
  })

  it("in the language of the dashboard, also under its own codes", () => {
    expect(formatRelativeDate(after(-2 * HOUR), "de", NOW)).toBe(
      "vor 2 Stunden"
    )
    expect(formatRelativeDate(after(-2 * HOUR), "ptBR", NOW)).toBe("há 2 horas")
  })

  it("in English where the browser does not know the language", () => {
    expect(formatRelativeDate(after(-2 * HOUR), "not a language", NOW)).toBe(
      "2 hours ago"
    )
  })

  it("with date and time, and nothing for what is no date", () => {
    expect(formatFullDate("2026-11-29T12:00:00", "en")).toMatch(
      /^Nov 29, 2026, 12:00\sPM$/
    )
    expect(formatFullDate("soon", "en")).toBe("")
    expect(formatRelativeDate("soon", "en", NOW)).toBe("")
  })
})
