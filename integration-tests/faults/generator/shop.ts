/** The generator's shop: two accounts at Stripe, and bank debits beside cards. */
import type { FaultWorldOptions } from "../fault-world"
import type { StoreOptions } from "../../support/stripe-store"

export type AccountName = "default" | "eu"

export const providerOf = (account: AccountName): string =>
  `pp_stripe-checkout_${account}`

/** What a card may allow is requested always; few cards grant it. */
export const SHOP: FaultWorldOptions = {
  plugin: {
    checkout: {
      payment_method_options: {
        card: {
          request_overcapture: "if_available",
          request_multicapture: "if_available",
        },
      },
    },
    savedCards: "off_session",
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

/** The same, with orders that are placed before a bank has decided about their debit. */
export const SHOP_THAT_PLACES_AT_ONCE: FaultWorldOptions = {
  ...SHOP,
  plugin: { ...SHOP.plugin, delayedPayments: "place_at_once" },
}
