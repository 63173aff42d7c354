/** The generator's shop: two accounts at Stripe, and bank debits beside cards. */
import type { FaultWorldOptions } from "../fault-world"
import type { StoreOptions } from "../../support/stripe-store"

export type AccountName = "default" | "eu"

export const providerOf = (account: AccountName): string =>
  `pp_stripe-checkout_${account}`

export const SHOP: FaultWorldOptions = {
  plugin: {
    // Cards are held all the same, debits cannot be.
    captureMethod: "manual_where_possible",
    accounts: {
      eu: {
        apiKey: "sk_test_second",
        webhookSecret: "whsec_of_the_second_account",
      },
    },
  } satisfies StoreOptions,
  switches: { sepa_debit: true },
}
