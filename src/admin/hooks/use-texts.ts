import { useEffect, useState } from "react"
import { useTranslation } from "react-i18next"

import { LANGUAGES } from "../i18n/on-demand"
import { TextsOnDemand } from "../lib/texts-on-demand"

const texts = new TextsOnDemand(LANGUAGES)

/** Whether everything can be said in the user's language, or cannot be loaded and is English. */
export function useTexts(): boolean {
  const { i18n } = useTranslation()
  const [settled, setSettled] = useState<string | null>(null)
  const missing = texts.missing(i18n)
  useEffect(() => {
    let isShown = true
    const settle = () => {
      if (isShown) {
        setSettled(missing)
      }
    }
    if (missing !== null) {
      void texts.load(missing, i18n).then(settle, settle)
    }
    return () => {
      isShown = false
    }
  }, [missing, i18n])
  return missing === null || missing === settled
}
