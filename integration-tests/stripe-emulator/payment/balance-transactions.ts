import type Stripe from "stripe"
import type { StripeAccount } from "../state/account"
import type { Context } from "../state/context"
import { newId } from "../state/ids"

/** Stripe's standard price for a card of the European Economic Area; a fee that is refunded stays with Stripe. */
const feeRate = 0.015
const fixedFee = 25

const daysUntilAvailable = 7
const day = 24 * 60 * 60

export type Taken = Pick<
  Stripe.Charge,
  "id" | "currency" | "payment_method_details"
> & { amount: number }

/**
 * What a captured Charge adds to the balance, in the currency that the account is paid out in: with Stripe's fee, and
 * without refunds and disputes, which have transactions of their own. The same in test mode as in live mode.
 *
 * @returns its id, which stands in `charge.balance_transaction`
 */
export function settleCharge(context: Context, taken: Taken): string {
  const { amount, currency, rate } = settled(context.account, taken)
  const fee = Math.round(amount * feeRate) + fixedFee
  const isCard = taken.payment_method_details?.type === "card"
  return add(context, {
    amount,
    currency,
    exchange_rate: rate,
    fee,
    fee_details: [
      {
        amount: fee,
        application: null,
        currency,
        description: "Stripe processing fees",
        type: "stripe_fee",
      },
    ],
    net: amount - fee,
    reporting_category: "charge",
    source: taken.id,
    type: isCard ? "charge" : "payment",
  })
}

/** What a refund takes from the balance. */
export function settleRefundedAmount(
  context: Context,
  refund: Pick<Stripe.Refund, "id" | "amount" | "currency">
): string {
  const { amount, currency, rate } = settled(context.account, refund)
  return add(context, {
    amount: -amount,
    currency,
    exchange_rate: rate,
    fee: 0,
    fee_details: [],
    net: -amount,
    reporting_category: "refund",
    source: refund.id,
    type: "refund",
  })
}

function settled(
  { settlesIn }: StripeAccount,
  { amount, currency }: { amount: number; currency: string }
): { amount: number; currency: string; rate: number | null } {
  return settlesIn === null || settlesIn.currency === currency
    ? { amount, currency, rate: null }
    : { ...settlesIn, amount: Math.round(amount * settlesIn.rate) }
}

type Facts = Pick<
  Stripe.BalanceTransaction,
  | "amount"
  | "currency"
  | "exchange_rate"
  | "fee"
  | "fee_details"
  | "net"
  | "reporting_category"
  | "source"
  | "type"
>

function add({ account, emulator }: Context, facts: Facts): string {
  const id = newId.transaction()
  const now = emulator.clock.now()
  account.balanceTransactions.set(id, {
    id,
    object: "balance_transaction",
    available_on: now + daysUntilAvailable * day,
    balance_type: "payments",
    created: now,
    description: null,
    status: "pending",
    ...facts,
  })
  return id
}
