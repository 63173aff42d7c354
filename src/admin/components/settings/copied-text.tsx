import { Copy } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

/** An id or an address: always from left to right. */
export const CopiedText = ({ text }: { readonly text: string }) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <span className="flex min-w-0 items-center gap-x-1">
      <bdi dir="ltr" className="break-all">
        {text}
      </bdi>
      <Copy
        content={text}
        variant="mini"
        className="text-ui-fg-muted shrink-0"
        aria-label={t("settings.copy", { text })}
      />
    </span>
  )
}
