import { Button, Drawer, Skeleton, Text } from "@medusajs/ui"
import type { RefObject } from "react"
import { useTranslation } from "react-i18next"

import type { EventAnswer } from "../../api/admin/stripe-checkout/events/responses"
import { useDate } from "../hooks/use-date"
import { useEvent } from "../hooks/use-inbox"
import { useIsInboxBusy, useReplayEvents } from "../hooks/use-inbox-actions"
import { usePermission } from "../hooks/use-permissions"
import { useActorName } from "../hooks/use-user"
import { readReason } from "../lib/reasons"
import { DrawerHeader } from "./drawer-header"
import { FocusedDrawer } from "./focused-drawer"
import { EventStatusBadge } from "./event-status-badge"
import { PaymentHistory } from "./history/payment-history"
import { PaymentLinks, StripeLink } from "./payment-links"
import { ReasonText } from "./reason-text"
import { SectionRow } from "./section-row"
import { ServerMessage } from "./server-message"

interface EventDrawerProps {
  /** Null while it is closed. */
  readonly id: string | null
  readonly onClose: () => void
  /** Gets the keyboard focus back when the drawer closes. */
  readonly opener: RefObject<HTMLElement>
}

/** One event's story: when it came, what became of it, and what was done then. */
export const EventDrawer = ({ id, onClose, opener }: EventDrawerProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { data, error, isPending } = useEvent(id)
  return (
    <FocusedDrawer isOpen={id !== null} onClose={onClose} opener={opener}>
      <DrawerHeader
        title={data?.event.type ?? t("inbox.event.title")}
        description={t("inbox.event.text")}
      />
      <Drawer.Body className="flex-1 overflow-y-auto p-0">
        {data ? (
          <EventStory answer={data} />
        ) : (
          <div className="flex flex-col gap-y-2 px-6 py-4">
            {isPending && <Skeleton className="h-24 w-full" />}
            {error && (
              <div role="alert">
                <ServerMessage>{error.message}</ServerMessage>
              </div>
            )}
          </div>
        )}
      </Drawer.Body>
      <Drawer.Footer>
        <Drawer.Close asChild>
          <Button size="small" variant="secondary">
            {t("order.close")}
          </Button>
        </Drawer.Close>
        {data && <ReplayButton event={data.event} />}
      </Drawer.Footer>
    </FocusedDrawer>
  )
}

const ReplayButton = ({ event }: Pick<EventAnswer, "event">) => {
  const { t } = useTranslation("stripeCheckout")
  const isBusy = useIsInboxBusy()
  const { mutate, isPending } = useReplayEvents()
  return usePermission("update").isAllowed ? (
    <Button
      size="small"
      disabled={isBusy || !event.replay.allowed}
      isLoading={isPending}
      onClick={() => mutate({ ids: [event.id] })}
    >
      {t("inbox.event.replay")}
    </Button>
  ) : null
}

const EventStory = ({ answer }: { readonly answer: EventAnswer }) => {
  const { t } = useTranslation("stripeCheckout")
  const { event, operations, currency_code } = answer
  const reason = readReason(event)
  return (
    <div className="divide-y">
      <div className="flex flex-col gap-y-2 px-6 py-4">
        <div>
          <EventStatusBadge status={event.status} />
        </div>
        {reason && <ReasonText reason={reason} />}
        {event.replay.reason && (
          <Text size="small" className="text-ui-fg-subtle">
            {t(`inbox.replayRefusal.${event.replay.reason}`)}
          </Text>
        )}
      </div>
      <SectionRow
        title={t("inbox.event.id")}
        value={
          event.dashboard_url ? (
            <StripeLink href={event.dashboard_url} id={event.event_id} />
          ) : (
            <bdi dir="ltr">{event.event_id}</bdi>
          )
        }
      />
      <SectionRow
        title={t("inbox.event.source")}
        value={t(`inbox.source.${event.source}`)}
      />
      <Times event={event} />
      <Replayed event={event} />
      <SectionRow
        title={t("inbox.event.attempts")}
        value={String(event.attempts)}
      />
      <SectionRow
        title={t("inbox.event.payment")}
        value={
          event.payment ? (
            <PaymentLinks payment={event.payment} />
          ) : (
            t("inbox.event.noPayment")
          )
        }
      />
      {operations.length > 0 && (
        <PaymentHistory
          payments={[{ operations, currency_code: currency_code ?? "" }]}
        />
      )}
    </div>
  )
}

/** When, and by whom; nothing where nobody did. */
const Replayed = ({
  event: { replayed_at: date, replayed_by },
}: Pick<EventAnswer, "event">) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate } = useDate()
  const name = useActorName(replayed_by)
  return date ? (
    <SectionRow
      title={t("inbox.event.replayed_at")}
      value={
        <>
          <time dateTime={date}>{getFullDate(date)}</time>
          {name && <bdi>{` ${t("order.history.by", { name })}`}</bdi>}
        </>
      }
    />
  ) : null
}

const TIMES = [
  "occurred_at",
  "received_at",
  "processed_at",
  "next_attempt_at",
] as const

const Times = ({ event }: Pick<EventAnswer, "event">) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate } = useDate()
  return TIMES.map((name) => {
    const date = event[name]
    return (
      date && (
        <SectionRow
          key={name}
          title={t(`inbox.event.${name}`)}
          value={<time dateTime={date}>{getFullDate(date)}</time>}
        />
      )
    )
  })
}
