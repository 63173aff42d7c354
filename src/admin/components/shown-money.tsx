import { useTranslation } from "react-i18next"

import type { MoneyDescription } from "../../api/admin/stripe-checkout/orders/shown-money-responses"
import { getLocaleAmount } from "../lib/money"
import { StripeLink } from "./payment-links"
import { SectionRow } from "./section-row"

interface ShownMoneyProps {
  readonly money: MoneyDescription
  /** One payment says for all that the key may not read the balance. */
  readonly saysWhatIsHidden: boolean
}

/** What the shopper was shown, what the payment cost, and what the shopper reads about it. */
export const ShownMoney = ({ money, saysWhatIsHidden }: ShownMoneyProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { presented, receipt, settlement, statement_descriptor } = money
  return (
    <>
      {presented && (
        <SectionRow
          title={t("order.shownMoney.presented")}
          value={
            <bdi>
              {getLocaleAmount(presented.amount, presented.currency_code)}
            </bdi>
          }
        />
      )}
      {settlement && <Settlement settlement={settlement} />}
      {money.settlement_unavailable && saysWhatIsHidden && (
        <SectionRow
          title={t("order.shownMoney.fee")}
          value={<bdi>{t("order.shownMoney.hidden")}</bdi>}
        />
      )}
      {receipt && (
        <SectionRow
          title={t("order.shownMoney.receipt")}
          value={
            <div className="flex min-w-0 flex-col">
              <StripeLink
                href={receipt.url}
                id={receipt.number ?? t("order.shownMoney.receipt")}
              />
              <bdi>
                {t(
                  `order.shownMoney.${receipt.number ? "emailed" : "notEmailed"}`
                )}
              </bdi>
            </div>
          }
        />
      )}
      {statement_descriptor && (
        <SectionRow
          title={t("order.shownMoney.statement")}
          value={<bdi dir="ltr">{statement_descriptor}</bdi>}
        />
      )}
    </>
  )
}

const Settlement = ({
  settlement: { currency_code, exchange_rate, fee, net },
}: {
  readonly settlement: NonNullable<MoneyDescription["settlement"]>
}) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <>
      <SectionRow
        title={t("order.shownMoney.fee")}
        value={<bdi>{getLocaleAmount(fee, currency_code)}</bdi>}
      />
      <SectionRow
        title={t("order.shownMoney.net")}
        value={
          <div className="flex flex-col items-start">
            <bdi>{getLocaleAmount(net, currency_code)}</bdi>
            <bdi>{t("order.shownMoney.netNote")}</bdi>
            {exchange_rate !== null && (
              <bdi>{t("order.shownMoney.rate", { rate: exchange_rate })}</bdi>
            )}
          </div>
        }
      />
    </>
  )
}
