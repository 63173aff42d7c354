/**
 * Points in time in words, in the language of the dashboard. The dashboard's own
 * functions are not exported before Medusa 2.21.
 */

type Unit = "minute" | "hour" | "day" | "month"

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Up to which time a unit is used, and how long it is. */
const UNITS: readonly {
  readonly unit: Unit
  readonly length: number
  readonly below: number
}[] = [
  { unit: "minute", length: MINUTE_MS, below: 59.5 * MINUTE_MS },
  { unit: "hour", length: HOUR_MS, below: 23.5 * HOUR_MS },
  { unit: "day", length: DAY_MS, below: 29.5 * DAY_MS },
  { unit: "month", length: 30 * DAY_MS, below: 345 * DAY_MS },
]

const YEAR = { unit: "year", length: 365 * DAY_MS } as const

/** "Nov 29, 2026, 11:28 PM"; empty for what is no date. */
export function formatFullDate(date: string, language: string): string {
  const time = new Date(date)
  return Number.isNaN(time.getTime())
    ? ""
    : new Intl.DateTimeFormat(toLocale(language), {
        dateStyle: "medium",
        timeStyle: "short",
      }).format(time)
}

/** "2 hours ago", "in 6 days", "now". */
export function formatRelativeDate(
  date: string,
  language: string,
  now = Date.now()
): string {
  const distance = new Date(date).getTime() - now
  if (Number.isNaN(distance)) {
    return ""
  }
  const format = (numeric: "auto" | "always") =>
    new Intl.RelativeTimeFormat(toLocale(language), { numeric })
  if (Math.abs(distance) < MINUTE_MS / 2) {
    return format("auto").format(0, "second")
  }
  const { unit, length } =
    UNITS.find(({ below }) => Math.abs(distance) < below) ?? YEAR
  return format("always").format(Math.round(distance / length), unit)
}

/**
 * The dashboard writes "ptBR" where the standard says "pt-BR". A language that the browser
 * does not know is shown in English, like the dashboard's own dates.
 */
function toLocale(language: string): string {
  const locale = language.replace(/^([a-z]{2})([A-Z]{2})$/, "$1-$2")
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? "en"
  } catch {
    return "en"
  }
}
