import type Stripe from "stripe"
import type { Call, Route } from "../api/route"
import { route } from "../api/route"

const ownCurrency = "usd"

export const accountRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/v1/account",
    request: "AccountRetrieve",
    answer: retrieveAccount,
  }),
  route({
    method: "GET",
    path: "/v1/balance",
    request: "BalanceRetrieve",
    answer: retrieveBalance,
  }),
]

function retrieveAccount({ account }: Call<unknown>): Stripe.Account {
  return {
    id: account.id,
    object: "account",
    business_profile: null,
    business_type: null,
    charges_enabled: true,
    country: "US",
    default_currency: ownCurrency,
    details_submitted: true,
    email: "emulator@example.com",
    payouts_enabled: true,
    settings: null,
    type: "standard",
  }
}

/** Captured money that was not refunded. The account's own currency is listed even at 0. */
function retrieveBalance({ account }: Call<unknown>): Stripe.Balance {
  const sums = new Map<string, number>([[ownCurrency, 0]])
  const add = (currency: string, amount: number) => {
    sums.set(currency, (sums.get(currency) ?? 0) + amount)
  }
  for (const charge of account.charges.values()) {
    add(charge.currency, charge.amount_captured)
  }
  for (const refund of account.refunds.values()) {
    if (!account.releases.has(refund.id) && refund.status === "succeeded") {
      add(refund.currency, -refund.amount)
    }
  }
  const funds = (amountOf: (sum: number) => number) =>
    [...sums].map(([currency, sum]) => ({
      amount: amountOf(sum),
      currency,
      source_types: { card: amountOf(sum) },
    }))
  return {
    object: "balance",
    available: funds((sum) => sum),
    livemode: false,
    pending: funds(() => 0),
  }
}
