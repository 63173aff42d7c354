import { Button, Drawer, InlineTip, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { EndpointConfiguration } from "../../../api/admin/stripe-checkout/webhook-endpoint/responses"
import { CopiedText } from "./copied-text"

interface SecretDialogProps {
  /** Null while there is nothing to show. */
  readonly created: EndpointConfiguration | null
  readonly onClose: () => void
}

/** The signing secret, which Stripe shows only once: it closes by its button alone. */
export const SecretDialog = ({ created, onClose }: SecretDialogProps) => {
  const { t } = useTranslation("stripeCheckout")
  const keepOpen = (event: Event) => event.preventDefault()
  return (
    <Drawer open={created !== null}>
      <Drawer.Content
        onEscapeKeyDown={keepOpen}
        onInteractOutside={keepOpen}
        onPointerDownOutside={keepOpen}
      >
        <div className="border-ui-border-base flex flex-col gap-y-1 border-b px-6 py-4">
          <Drawer.Title>{t("settings.secret.title")}</Drawer.Title>
          <Drawer.Description asChild>
            <Text size="small" className="text-ui-fg-subtle">
              {t("settings.secret.text")}
            </Text>
          </Drawer.Description>
        </div>
        <Drawer.Body className="flex flex-1 flex-col gap-y-4 overflow-y-auto">
          <div className="bg-ui-bg-component border-ui-border-base rounded-lg border px-3 py-2">
            <code className="txt-compact-small">
              <CopiedText text={created?.signing_secret ?? ""} />
            </code>
          </div>
          <Text size="small">
            {t(
              created?.outcome === "replaced"
                ? "settings.secret.replaced"
                : "settings.secret.created",
              { account: created?.account }
            )}
          </Text>
          <InlineTip label={t("settings.secret.onceLabel")} variant="warning">
            {t("settings.secret.once")}
          </InlineTip>
        </Drawer.Body>
        <Drawer.Footer>
          <Button size="small" onClick={onClose}>
            {t("settings.secret.done")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}
