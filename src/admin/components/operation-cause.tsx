import { useUser } from "@medusajs/dashboard/hooks"
import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { OperationDescription } from "../../api/admin/stripe-checkout/orders/responses"
import { useStatusName } from "../hooks/use-status-name"

/** "Order status set to “Ready for capture” by Ada Muster". */
export const OperationCause = ({
  operation,
}: {
  readonly operation: OperationDescription
}) => {
  const { t } = useTranslation("stripeCheckout")
  const cause = useCause(operation)
  const name = useActorName(operation.actor)
  return (
    <Text size="small" leading="compact" className="text-ui-fg-subtle">
      <bdi>
        {cause}
        {name && ` ${t("order.history.by", { name })}`}
      </bdi>
    </Text>
  )
}

/** How the rule is named under which a person or a program asks directly. */
const ASKED_FOR = "asked for"

function useCause({ requested_by_status, rule }: OperationDescription): string {
  const { t } = useTranslation("stripeCheckout")
  const nameOf = useStatusName()
  if (requested_by_status !== null) {
    return t("order.cause.status", { status: nameOf(requested_by_status) })
  }
  return rule === ASKED_FOR
    ? t("order.cause.asked")
    : t("order.cause.rule", { rule })
}

/** Users by their name; whatever else acts, as it calls itself. */
function useActorName(actor: string | null): string | null {
  const isUser = actor?.startsWith("user_") ?? false
  const { user } = useUser(actor ?? "", undefined, { enabled: isUser })
  if (!user) {
    return actor
  }
  const name = [user.first_name, user.last_name].filter(Boolean).join(" ")
  return name || user.email
}
