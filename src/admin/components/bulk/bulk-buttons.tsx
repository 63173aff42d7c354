import { Button } from "@medusajs/ui"
import { type RefObject, useEffect, useRef, useState } from "react"
import { useTranslation } from "react-i18next"

import type { BulkRequestDescription } from "../../../api/admin/stripe-checkout/bulk-requests/responses"
import {
  useChangeBulkRequest,
  useIsBulkBusy,
} from "../../hooks/use-bulk-actions"
import { usePermission } from "../../hooks/use-permissions"
import { BulkResultsDrawer } from "./bulk-results-drawer"

interface RequestProps {
  readonly request: BulkRequestDescription
}

export const ResultsButton = ({ request }: RequestProps) => {
  const { t } = useTranslation("stripeCheckout")
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button
        ref={button}
        size="small"
        variant="secondary"
        onClick={() => setOpen(true)}
      >
        {t("payments.bulk.results")}
      </Button>
      <BulkResultsDrawer
        request={request}
        isOpen={isOpen}
        opener={button}
        onClose={() => setOpen(false)}
      />
    </>
  )
}

interface ChangeButtonsProps extends RequestProps {
  /** Gets the keyboard focus: the pressed button will be gone. */
  readonly panel: RefObject<HTMLElement>
  readonly onDismiss: (id: string) => void
}

/** What can be done now. Mounted again for each status. */
export const ChangeButtons = (props: ChangeButtonsProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { request, onDismiss } = props
  const isNew = useIsNew()
  const isBusy = useIsBulkBusy() || isNew
  const { isAllowed } = usePermission("update")
  return (
    <>
      {isAllowed && request.status === "running" && (
        <ChangeButton {...props} change="stop" isBusy={isBusy} />
      )}
      {isAllowed && request.status === "stopped" && (
        <ChangeButton {...props} change="resume" isBusy={isBusy} />
      )}
      {request.status !== "running" && (
        <Button
          size="small"
          variant="transparent"
          disabled={isBusy}
          onClick={() => onDismiss(request.id)}
        >
          {t("payments.bulk.dismiss")}
        </Button>
      )}
    </>
  )
}

const DOUBLE_CLICK_MS = 1_000

/** The second click of a double click is not meant for the button that has just appeared there. */
function useIsNew(): boolean {
  const [isNew, setNew] = useState(true)
  useEffect(() => {
    const timer = setTimeout(() => setNew(false), DOUBLE_CLICK_MS)
    return () => clearTimeout(timer)
  }, [])
  return isNew
}

interface ChangeButtonProps extends ChangeButtonsProps {
  readonly change: "stop" | "resume"
  readonly isBusy: boolean
}

const ChangeButton = ({
  request,
  panel,
  change,
  isBusy,
}: ChangeButtonProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { mutate, isPending } = useChangeBulkRequest(request.id, change)
  return (
    <Button
      size="small"
      variant="secondary"
      disabled={isBusy}
      isLoading={isPending}
      onClick={() => {
        panel.current?.focus()
        mutate({})
      }}
    >
      {t(`payments.bulk.${change}`)}
    </Button>
  )
}
