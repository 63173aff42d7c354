import { ArrowUpRightOnBox } from "@medusajs/icons"
import { useTranslation } from "react-i18next"

interface StripeLinkProps {
  readonly href: string
  readonly id: string
}

export const StripeLink = ({ href, id }: StripeLinkProps) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      aria-label={t("order.openInStripe", { id })}
      title={id}
      className="transition-fg text-ui-fg-base hover:text-ui-fg-subtle focus-visible:shadow-borders-focus flex min-w-0 items-center gap-x-1 rounded-md outline-none"
    >
      <bdi dir="ltr" className="truncate">
        {id}
      </bdi>
      <ArrowUpRightOnBox className="text-ui-fg-muted shrink-0 rtl:-scale-x-100" />
    </a>
  )
}
