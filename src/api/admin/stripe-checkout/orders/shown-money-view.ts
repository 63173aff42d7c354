import { toMajorUnits } from "../../../../modules/stripe-checkout/domain/money"
import type { ShownMoney } from "../../../../modules/stripe-checkout/domain/shown-money"
import type { MoneyDescription } from "./shown-money-responses"

/** Stripe's minor units become major ones, each in its own currency. */
export function describeMoney(money: ShownMoney): MoneyDescription {
  const { presented, settlement } = money
  return {
    presented: presented && {
      amount: majorUnits(presented.amount, presented.currencyCode),
      currency_code: presented.currencyCode,
    },
    settlement: settlement && describeSettlement(settlement),
    settlement_unavailable: money.isSettlementHidden
      ? "permission_missing"
      : null,
    receipt: money.receipt,
    statement_descriptor: money.statementDescriptor,
  }
}

function describeSettlement({
  currencyCode,
  exchangeRate,
  ...amounts
}: NonNullable<ShownMoney["settlement"]>): NonNullable<
  MoneyDescription["settlement"]
> {
  return {
    currency_code: currencyCode,
    amount: majorUnits(amounts.amount, currencyCode),
    fee: majorUnits(amounts.fee, currencyCode),
    net: majorUnits(amounts.net, currencyCode),
    exchange_rate: exchangeRate,
  }
}

function majorUnits(minor: number, currencyCode: string): number {
  return Number(toMajorUnits(minor, currencyCode))
}
