import type { ReactNode } from "react"

import { useTexts } from "../hooks/use-texts"

/** What shows our texts, once they are there: neither keys nor another language flash first. */
export const Translated = ({ children }: { readonly children: ReactNode }) =>
  useTexts() ? children : null
