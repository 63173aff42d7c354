import { XMark } from "@medusajs/icons"
import { Drawer, IconButton, Kbd, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

interface DrawerHeaderProps {
  readonly title: string
  readonly description: string
}

/** Replaces `Drawer.Header`, whose close button has no name for screen readers. */
export const DrawerHeader = ({ title, description }: DrawerHeaderProps) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <div className="border-ui-border-base flex items-start justify-between gap-x-4 border-b px-6 py-4">
      <div className="flex flex-col gap-y-1">
        <Drawer.Title>
          <bdi>{title}</bdi>
        </Drawer.Title>
        <Drawer.Description asChild>
          <Text size="small" className="text-ui-fg-subtle">
            <bdi>{description}</bdi>
          </Text>
        </Drawer.Description>
      </div>
      <div className="flex items-center gap-x-2">
        <Kbd>esc</Kbd>
        <Drawer.Close asChild>
          <IconButton
            size="small"
            type="button"
            variant="transparent"
            aria-label={t("order.close")}
          >
            <XMark />
          </IconButton>
        </Drawer.Close>
      </div>
    </div>
  )
}
