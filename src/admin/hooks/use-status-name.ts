import { useTranslation } from "react-i18next"

/** "ready_for_capture" -> "Ready for capture"; a store's own statuses as they are, readable. */
export function useStatusName(): (status: string) => string {
  const { t } = useTranslation("stripeCheckout")
  return (status) =>
    t(`orderStatus.${status}`, { defaultValue: makeReadable(status) })
}

function makeReadable(status: string): string {
  const words = status.replace(/[_-]+/g, " ").trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
