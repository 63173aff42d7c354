import { Text } from "@medusajs/ui"

import { useReasonText } from "../hooks/use-reason"
import type { AnsweredReason } from "../lib/reasons"

/** Why something is as it is, in the admin's language where there is a translation. */
export const ReasonText = ({ reason }: { readonly reason: AnsweredReason }) => {
  const { isEnglish, text } = useReasonText()(reason)
  return (
    <Text
      size="small"
      leading="compact"
      className="text-ui-fg-subtle text-pretty break-words"
    >
      <bdi lang={isEnglish ? "en" : undefined}>{text}</bdi>
    </Text>
  )
}
