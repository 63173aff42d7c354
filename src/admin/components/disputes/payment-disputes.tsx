import { ExclamationCircle } from "@medusajs/icons"
import { Text } from "@medusajs/ui"
import type { ComponentProps } from "react"
import { useTranslation } from "react-i18next"

import type {
  DisputeDescription,
  PaymentDescription,
} from "../../../api/admin/stripe-checkout/orders/responses"
import { useDate } from "../../hooks/use-date"
import { useDisputeKind, useDisputeSummary } from "../../hooks/use-disputes"
import { useActorName } from "../../hooks/use-user"
import { DisputeActions } from "./dispute-actions"
import { DisputeFunds } from "./dispute-funds"
import { StatusBadge } from "../status-badge"

interface PaymentDisputesProps {
  readonly orderId: string
  readonly payments: readonly PaymentDescription[]
}

/** What banks and Stripe object about the order's payments; nothing while nobody does. */
export const PaymentDisputes = ({
  orderId,
  payments,
}: PaymentDisputesProps) => (
  <>
    {payments.flatMap((payment) =>
      payment.disputes.map((dispute) => (
        <Dispute
          key={dispute.stripe_id}
          orderId={orderId}
          payment={payment}
          dispute={dispute}
        />
      ))
    )}
  </>
)

interface DisputeProps {
  readonly orderId: string
  readonly payment: PaymentDescription
  readonly dispute: DisputeDescription
}

const Dispute = ({ orderId, payment, dispute }: DisputeProps) => {
  const { t } = useTranslation("stripeCheckout")
  const name = useActorName(dispute.closed_by)
  const title = useDisputeKind(dispute)
  const summary = useDisputeSummary(dispute)
  return (
    <section className="flex flex-col gap-y-2 px-6 py-4" aria-label={title}>
      <div className="flex items-start justify-between gap-x-2">
        <div className="flex items-center gap-x-2">
          {dispute.is_open && (
            <ExclamationCircle className="text-ui-tag-red-icon shrink-0" />
          )}
          <Text size="small" leading="compact" weight="plus">
            <bdi>{title}</bdi>
          </Text>
        </div>
        <DisputeBadge dispute={dispute} />
      </div>
      <Text
        size="small"
        leading="compact"
        className="text-ui-fg-subtle text-pretty"
      >
        <bdi>
          {summary}
          {name && ` ${t("disputes.approvedBy", { name })}`}
        </bdi>
      </Text>
      <DisputeFunds dispute={dispute} />
      <Deadline dispute={dispute} />
      <DisputeActions orderId={orderId} payment={payment} dispute={dispute} />
    </section>
  )
}

type Color = NonNullable<ComponentProps<typeof StatusBadge>["color"]>

/** Purple is free for what is neither right nor wrong yet. */
const COLORS: Readonly<Record<string, Color>> = {
  closed_won: "green",
  closed_partly_won: "orange",
  closed_lost: "red",
  closed_prevented: "orange",
  closed_warning_closed: "grey",
  closed_review: "grey",
}

const DisputeBadge = ({ dispute }: Pick<DisputeProps, "dispute">) => {
  const { t } = useTranslation("stripeCheckout")
  const { is_open, stage, status } = dispute
  // An inquiry asks for the same as a dispute.
  const name = (is_open || stage === "closed_review" ? status : stage).replace(
    /^warning_(?=needs|under)/,
    ""
  )
  return (
    <StatusBadge
      color={is_open ? "purple" : (COLORS[stage] ?? "grey")}
      className="text-nowrap"
    >
      {t(`disputes.status.${name}`, {
        defaultValue: name.replaceAll("_", " "),
      })}
    </StatusBadge>
  )
}

const Deadline = ({ dispute }: Pick<DisputeProps, "dispute">) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate, getRelativeDate } = useDate()
  const { evidence_due_by: date, evidence_state, is_open, kind } = dispute
  if (!is_open || kind !== "dispute") {
    return null
  }
  return (
    <Text size="small" leading="compact" className="text-ui-fg-subtle">
      {date && (
        <time dateTime={date}>
          {t("disputes.answerBy", {
            date: getFullDate(date),
            when: getRelativeDate(date),
          })}
        </time>
      )}{" "}
      {evidence_state && t(`disputes.evidence.${evidence_state}`)}
    </Text>
  )
}
