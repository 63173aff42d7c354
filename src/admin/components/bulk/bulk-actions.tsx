import { CommandBar } from "@medusajs/ui"
import { type RefObject, useRef, useState } from "react"
import { useTranslation } from "react-i18next"

import type { BulkStart } from "../../hooks/use-bulk-actions"
import { useBrowserShortcuts } from "../../hooks/use-browser-shortcuts"
import { newRequestId } from "../../hooks/use-order-actions"
import { usePermission } from "../../hooks/use-permissions"
import type { PaymentSelection } from "../../hooks/use-payment-selection"
import type { BulkKind } from "../../lib/bulk-requests"
import { BulkDrawer } from "./bulk-drawer"

// As Medusa spells it.
// cspell:words Seperator

interface BulkActionsProps {
  readonly selection: PaymentSelection
  /** Gets the keyboard focus once a bulk request is started. */
  readonly progress: RefObject<HTMLElement>
}

const SHORTCUTS = ["c", "r"] as const

/** What can be done with the selected payments; nothing is done before the drawer is confirmed. */
export const BulkActions = ({ selection, progress }: BulkActionsProps) => {
  const { t } = useTranslation("stripeCheckout")
  const [start, setStart] = useState<BulkStart | null>(null)
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLElement | null>(null)
  const count = selection.payments.length
  const { isAllowed } = usePermission("update")
  useBrowserShortcuts(SHORTCUTS)

  const open = (kind: BulkKind) => {
    // The shortcuts also arrive while a drawer is open, and what is behind it is hidden.
    if (
      isAllowed &&
      !isOpen &&
      !progress.current?.closest("[aria-hidden=true]")
    ) {
      opener.current = document.activeElement as HTMLElement | null
      setOpen(true)
      setStart({
        kind,
        order_ids: selection.orderIds,
        request_id: newRequestId(),
      })
    }
  }
  return (
    <>
      <CommandBar open={count > 0 && isAllowed}>
        <CommandBar.Bar>
          <CommandBar.Value>
            {t("payments.selected", { count })}
          </CommandBar.Value>
          <CommandBar.Seperator />
          <CommandBar.Command
            label={t("order.confirm.capture")}
            shortcut={SHORTCUTS[0]}
            action={() => open("capture")}
          />
          <CommandBar.Seperator />
          <CommandBar.Command
            label={t("order.confirm.release")}
            shortcut={SHORTCUTS[1]}
            action={() => open("release")}
          />
        </CommandBar.Bar>
      </CommandBar>
      {start && (
        <BulkDrawer
          key={start.request_id}
          start={start}
          isOpen={isOpen}
          opener={opener}
          onClose={() => setOpen(false)}
          onStarted={() => {
            opener.current = progress.current
            selection.clear()
            setOpen(false)
          }}
        />
      )}
    </>
  )
}
