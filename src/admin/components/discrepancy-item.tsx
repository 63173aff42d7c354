import { Button, Text } from "@medusajs/ui"
import { useRef, useState } from "react"
import { useTranslation } from "react-i18next"

import type { DiscrepancyDescription } from "../../api/admin/stripe-checkout/discrepancies/responses"
import { useDate } from "../hooks/use-date"
import { useCheckDiscrepancy, useIsInboxBusy } from "../hooks/use-inbox-actions"
import { usePermission } from "../hooks/use-permissions"
import { useActorName } from "../hooks/use-user"
import { getLocaleAmount } from "../lib/money"
import { ActionButton } from "./action-button"
import { PaymentLinks } from "./payment-links"
import { ReasonText } from "./reason-text"
import { ResolveDrawer } from "./resolve-drawer"
import { StatusBadge } from "./status-badge"

const COLORS = { open: "red", repaired: "green", resolved: "grey" } as const

interface DiscrepancyItemProps {
  readonly discrepancy: DiscrepancyDescription
}

/** What differs, what to do about it, and what was done. */
export const DiscrepancyItem = ({ discrepancy }: DiscrepancyItemProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate, getRelativeDate } = useDate()
  const { isAllowed } = usePermission("update")
  const { advice_code, found_at, kind, payment, status } = discrepancy
  return (
    <li className="flex flex-col gap-y-3 px-6 py-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <Text size="small" leading="compact" weight="plus">
          {t(`inbox.kind.${kind}`, { defaultValue: kind.replaceAll("_", " ") })}
        </Text>
        <StatusBadge color={COLORS[status]} className="text-nowrap">
          {t(`inbox.discrepancyStatus.${status}`)}
        </StatusBadge>
      </div>
      <ReasonText reason={discrepancy} />
      <BothSides discrepancy={discrepancy} />
      {status === "open" && (
        <Text size="small" className="text-pretty">
          <bdi>{t(`inbox.advice.${advice_code}`)}</bdi>
        </Text>
      )}
      <Resolution discrepancy={discrepancy} />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1">
          <PaymentLinks payment={payment} />
          <Text size="small" leading="compact" className="text-ui-fg-subtle">
            <time dateTime={found_at} title={getFullDate(found_at)}>
              {t("inbox.found", { when: getRelativeDate(found_at) })}
            </time>
          </Text>
        </div>
        {status === "open" && isAllowed && (
          <Actions discrepancy={discrepancy} />
        )}
      </div>
    </li>
  )
}

const SIDES = ["medusa", "stripe"] as const

const AMOUNTS = ["held", "captured", "refunded"] as const

/** As they were found. */
const BothSides = ({
  discrepancy: { currency_code, medusa, stripe },
}: DiscrepancyItemProps) => {
  const { t } = useTranslation("stripeCheckout")
  const amounts = { medusa: { held: null, ...medusa }, stripe }
  const cell = "px-3 py-2 text-end tabular-nums"
  return (
    <div className="border-ui-border-base overflow-x-auto rounded-lg border">
      <table className="txt-compact-small w-full">
        <thead className="text-ui-fg-subtle">
          <tr>
            <td className="px-3 py-2" />
            {AMOUNTS.map((name) => (
              <th key={name} scope="col" className={`${cell} font-normal`}>
                {t(`order.amount.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {SIDES.map((side) => (
            <tr key={side} className="border-ui-border-base border-t">
              <th scope="row" className="px-3 py-2 text-start font-medium">
                {t(`inbox.side.${side}`)}
              </th>
              {AMOUNTS.map((name) => {
                const amount = amounts[side][name]
                return (
                  <td key={name} className={cell}>
                    <bdi>
                      {amount === null
                        ? "–"
                        : getLocaleAmount(amount, currency_code)}
                    </bdi>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Who resolved it, when, and what they wrote. */
const Resolution = ({
  discrepancy: { note, resolved_at, resolved_by, status },
}: DiscrepancyItemProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { getRelativeDate } = useDate()
  const name = useActorName(resolved_by)
  if (status !== "resolved" || resolved_at === null) {
    return null
  }
  const when = getRelativeDate(resolved_at)
  return (
    <div className="flex flex-col gap-y-1">
      <Text size="small" leading="compact" className="text-ui-fg-subtle">
        <bdi>
          {name
            ? t("inbox.resolvedBy", { name, when })
            : t("inbox.resolvedItself", { when })}
        </bdi>
      </Text>
      {note && (
        <Text size="small" className="whitespace-pre-line break-words">
          <bdi>{note}</bdi>
        </Text>
      )}
    </div>
  )
}

const Actions = ({ discrepancy: { id } }: DiscrepancyItemProps) => {
  const { t } = useTranslation("stripeCheckout")
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const isBusy = useIsInboxBusy()
  const check = useCheckDiscrepancy(id)
  return (
    <div className="flex flex-wrap gap-2">
      <ActionButton
        variant="secondary"
        disabled={isBusy}
        isLoading={check.isPending}
        onClick={() => check.mutate({})}
      >
        {t("inbox.check")}
      </ActionButton>
      <Button
        ref={opener}
        size="small"
        variant="secondary"
        disabled={isBusy}
        onClick={() => setOpen(true)}
      >
        {t("inbox.resolve.open")}
      </Button>
      <ResolveDrawer
        id={id}
        opener={opener}
        isOpen={isOpen}
        onOpenChange={setOpen}
      />
    </div>
  )
}
