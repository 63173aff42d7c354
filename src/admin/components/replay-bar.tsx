import { Button, Text, usePrompt } from "@medusajs/ui"
import { useRef } from "react"
import { useTranslation } from "react-i18next"

import type { EventsAnswer } from "../../api/admin/stripe-checkout/events/responses"
import { useIsInboxBusy, useReplayEvents } from "../hooks/use-inbox-actions"
import { usePermission } from "../hooks/use-permissions"

interface ReplayBarProps {
  readonly unsettled: EventsAnswer["unsettled"]
}

const STATUSES = ["dead", "failed"] as const

/** What is left to process, and the way to process again what failed. */
export const ReplayBar = ({ unsettled }: ReplayBarProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { received, failed, dead } = unsettled
  if (received + failed + dead === 0) {
    return null
  }
  return (
    <div className="bg-ui-bg-subtle flex flex-col gap-y-3 px-6 py-4">
      {received > 0 && (
        <Text size="small" leading="compact" role="status">
          {t("inbox.unsettled.received", { count: received })}
        </Text>
      )}
      {STATUSES.map(
        (status) =>
          unsettled[status] > 0 && (
            <ReplayRow key={status} status={status} count={unsettled[status]} />
          )
      )}
    </div>
  )
}

interface ReplayRowProps {
  readonly status: (typeof STATUSES)[number]
  readonly count: number
}

const ReplayRow = ({ status, count }: ReplayRowProps) => {
  const { t } = useTranslation("stripeCheckout")
  const prompt = usePrompt()
  const button = useRef<HTMLButtonElement>(null)
  const isBusy = useIsInboxBusy()
  const { isAllowed } = usePermission("update")
  const { mutate, isPending } = useReplayEvents()
  const confirm = async () => {
    const isConfirmed = await prompt({
      title: t("inbox.replayAll.title", { count }),
      description: t("inbox.replayAll.text"),
      confirmText: t("inbox.replayAll.confirm"),
      cancelText: t("actions.cancel"),
      variant: "confirmation",
    })
    // Keyboard users continue where they were.
    setTimeout(() => button.current?.focus())
    if (isConfirmed) {
      mutate({ status })
    }
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <Text size="small" leading="compact">
        {t(`inbox.unsettled.${status}`, { count })}
      </Text>
      {isAllowed && (
        <Button
          ref={button}
          size="small"
          variant="secondary"
          disabled={isBusy}
          isLoading={isPending}
          onClick={() => void confirm()}
        >
          {t("inbox.replayAll.button")}
        </Button>
      )}
    </div>
  )
}
