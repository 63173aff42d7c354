import { usePrompt } from "@medusajs/ui"
import type { RefObject } from "react"
import { useTranslation } from "react-i18next"

type Prompt = ReturnType<typeof usePrompt>

export type Question = Omit<Parameters<Prompt>[0], "cancelText">

/** Medusa's prompt; whoever declines goes on with the keyboard where they were. */
export function useConfirm(
  opener: RefObject<HTMLElement>
): (question: Question) => Promise<boolean> {
  const { t } = useTranslation("stripeCheckout")
  const prompt = usePrompt()
  return async (question) => {
    const isConfirmed = await prompt({
      ...question,
      cancelText: t("actions.cancel"),
    })
    // The prompt lets go of the focus only after it has answered.
    setTimeout(() => opener.current?.focus())
    return isConfirmed
  }
}
