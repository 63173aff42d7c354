/**
 * Reads what Stripe says about a charge's money beside its amount. Neither an address nor
 * a name leaves this file.
 */
import type Stripe from "stripe"

import type {
  PresentedAmount,
  Receipt,
  Settlement,
  ShownMoney,
} from "../domain/shown-money"

/** @param isHidden whether the balance transaction could not be read, and is only an id. */
export function readShownMoney(
  charge: Stripe.Charge,
  isHidden: boolean
): ShownMoney {
  const { balance_transaction: transaction } = charge
  return {
    presented: readPresented(charge),
    settlement:
      transaction !== null && typeof transaction === "object"
        ? readSettlement(transaction)
        : null,
    isSettlementHidden: isHidden && transaction !== null,
    receipt: readReceipt(charge),
    statementDescriptor: charge.calculated_statement_descriptor,
  }
}

function readPresented({
  currency,
  presentment_details: details,
}: Stripe.Charge): PresentedAmount | null {
  return details === undefined || details.presentment_currency === currency
    ? null
    : {
        amount: details.presentment_amount,
        currencyCode: details.presentment_currency,
      }
}

function readSettlement(transaction: Stripe.BalanceTransaction): Settlement {
  const { amount, currency, exchange_rate, fee, net } = transaction
  return {
    currencyCode: currency,
    amount,
    fee,
    net,
    exchangeRate: exchange_rate ?? null,
  }
}

/** A link that the admin opens: anything but a page on the web is left out. */
function readReceipt({
  receipt_number: number,
  receipt_url: url,
}: Stripe.Charge): Receipt | null {
  return url?.startsWith("https://") === true ? { url, number } : null
}
