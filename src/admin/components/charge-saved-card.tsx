import { usePrompt } from "@medusajs/ui"
import { useRef } from "react"
import { useTranslation } from "react-i18next"

import type { SavedCardOffer } from "../../api/admin/stripe-checkout/orders/saved-card-responses"
import { useDate } from "../hooks/use-date"
import { useSavedCard } from "../hooks/use-saved-card"
import { nameBrand } from "../hooks/use-method-labels"
import { useChargeSavedCard } from "../hooks/use-order-actions"
import { getLocaleAmount } from "../lib/money"
import { ActionButton } from "./action-button"

interface ChargeSavedCardProps {
  readonly orderId: string
  /** Major units: all that the order owes. */
  readonly amount: number
  readonly currencyCode: string
  readonly isBusy: boolean
}

/** Nothing where the customer has not agreed that their card is charged without them. */
export const ChargeSavedCard = (props: ChargeSavedCardProps) => {
  const { data } = useSavedCard(props.orderId)
  return data?.saved_card ? (
    <ChargeButton {...props} card={data.saved_card} />
  ) : null
}

const ChargeButton = ({
  orderId,
  amount,
  currencyCode,
  isBusy,
  card,
}: ChargeSavedCardProps & { readonly card: SavedCardOffer }) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate } = useDate()
  const prompt = usePrompt()
  const charge = useChargeSavedCard(orderId)
  const button = useRef<HTMLButtonElement>(null)
  const confirm = async (): Promise<void> => {
    const isConfirmed = await prompt({
      title: t("order.savedCard.confirmTitle", {
        amount: getLocaleAmount(amount, currencyCode),
        card: `${nameBrand(card.brand)} •••• ${card.last4}`,
      }),
      description: t("order.savedCard.confirmText", {
        date: getFullDate(card.agreed_at),
      }),
      confirmText: t("order.savedCard.confirm"),
      cancelText: t("actions.cancel"),
      variant: "confirmation",
    })
    // Keyboard users continue where they were.
    setTimeout(() => button.current?.focus())
    if (isConfirmed) {
      charge.mutate({ saved_card_id: card.id, amount })
    }
  }
  return (
    <ActionButton
      buttonRef={button}
      variant="secondary"
      disabled={isBusy}
      isLoading={charge.isPending}
      onClick={() => void confirm()}
    >
      {t("order.savedCard.charge")}
    </ActionButton>
  )
}
