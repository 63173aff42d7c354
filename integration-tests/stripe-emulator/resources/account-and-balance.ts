import type Stripe from "stripe"
import type { Call, Route } from "../api/route"
import { route } from "../api/route"

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
    default_currency: "usd",
    details_submitted: true,
    email: "emulator@example.com",
    payouts_enabled: true,
    settings: null,
    type: "standard",
  }
}

function retrieveBalance({ account }: Call<unknown>): Stripe.Balance {
  const captured = new Map<string, number>()
  for (const charge of account.charges.values()) {
    const before = captured.get(charge.currency) ?? 0
    captured.set(charge.currency, before + charge.amount_captured)
  }
  const funds = [...captured].map(([currency, amount]) => ({
    amount,
    currency,
    source_types: { card: amount },
  }))
  return { object: "balance", available: funds, livemode: false, pending: [] }
}
