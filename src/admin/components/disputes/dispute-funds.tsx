import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type { DisputeDescription } from "../../../api/admin/stripe-checkout/orders/responses"
import { getLocaleAmount } from "../../lib/money"

/** What the balance shows, which may differ from what the status promises. */
export const DisputeFunds = ({
  dispute: { funds, is_open, kind, stage },
}: {
  readonly dispute: DisputeDescription
}) => {
  const { t } = useTranslation("stripeCheckout")
  if (kind !== "dispute") {
    return null
  }
  if (!funds) {
    return <Line>{t("disputes.funds.none")}</Line>
  }
  const money = (amount: number) => getLocaleAmount(amount, funds.currency_code)
  const isAwaited =
    stage === "closed_won" && funds.withdrawn > 0 && funds.reinstated === 0
  return (
    <>
      {funds.withdrawn > 0 && (
        <Line>
          {t("disputes.funds.withdrawn", { amount: money(funds.withdrawn) })}
        </Line>
      )}
      {funds.reinstated > 0 && (
        <Line>
          {t("disputes.funds.reinstated", { amount: money(funds.reinstated) })}
        </Line>
      )}
      {isAwaited && <Line>{t("disputes.funds.awaited")}</Line>}
      {funds.fees > 0 && (
        <Line>
          {t(is_open ? "disputes.funds.fee" : "disputes.funds.feeKept", {
            amount: money(funds.fees),
          })}
        </Line>
      )}
    </>
  )
}

const Line = ({ children }: { readonly children: string }) => (
  <Text
    size="small"
    leading="compact"
    className="text-ui-fg-subtle tabular-nums"
  >
    <bdi>{children}</bdi>
  </Text>
)
