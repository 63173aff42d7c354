import type { ComponentProps } from "react"
import { useTranslation } from "react-i18next"

import type { EventStatus } from "../../api/admin/stripe-checkout/events/responses"
import { StatusBadge } from "./status-badge"

type Color = NonNullable<ComponentProps<typeof StatusBadge>["color"]>

const COLORS: Readonly<Record<EventStatus, Color>> = {
  received: "blue",
  processed: "green",
  ignored: "grey",
  failed: "orange",
  dead: "red",
}

export const EventStatusBadge = ({
  status,
}: {
  readonly status: EventStatus
}) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <StatusBadge color={COLORS[status]} className="text-nowrap">
      {t(`inbox.eventStatus.${status}`)}
    </StatusBadge>
  )
}
