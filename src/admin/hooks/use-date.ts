import { useTranslation } from "react-i18next"

import { formatFullDate, formatRelativeDate } from "../lib/dates"

interface DateFormats {
  readonly getFullDate: (date: string) => string
  readonly getRelativeDate: (date: string) => string
}

/** Dates in the language that the dashboard is shown in. */
export function useDate(): DateFormats {
  const { language } = useTranslation().i18n
  return {
    getFullDate: (date) => formatFullDate(date, language),
    getRelativeDate: (date) => formatRelativeDate(date, language),
  }
}
