import type { Emulator } from "../state/emulator"
import type { StripeAccount } from "../state/account"
import { optionalText } from "./arguments"
import type { Command } from "./command"

/** Commands that only read. */
export const observationCommands: Readonly<Record<string, Command>> = {
  now: (emulator) => ({ now: emulator.clock.now() }),
  ledger: (emulator) => ({
    accounts: emulator.accounts.map((account) => account.id),
    switches: emulator.switches,
    checkout_sessions: all(emulator, (account) => account.checkoutSessions).map(
      ({ lineItems, paymentIntentId, session }) => ({
        ...session,
        line_items: lineItems,
        known_payment_intent: paymentIntentId,
      })
    ),
    payment_intents: all(emulator, (account) => account.paymentIntents),
    charges: all(emulator, (account) => account.charges),
    refunds: all(emulator, (account) => account.refunds),
    increments: emulator.accounts.flatMap(({ increments }) => increments),
    releases: emulator.accounts.flatMap((account) => [...account.releases]),
    disputes: all(emulator, (account) => account.disputes),
    reviews: all(emulator, (account) => account.reviews),
    early_fraud_warnings: all(
      emulator,
      (account) => account.earlyFraudWarnings
    ),
    customers: all(emulator, (account) => account.customers),
    payment_methods: all(emulator, (account) => account.paymentMethods),
    webhook_endpoints: all(emulator, (account) => account.webhookEndpoints).map(
      ({ endpoint }) => endpoint
    ),
  }),
  requests: (emulator) => emulator.requests,
  unknown_routes: (emulator) => emulator.unknownRoutes,
  events: (emulator, given) => {
    const type = optionalText(given, "type")
    return all(emulator, (account) => account.events)
      .filter(({ event }) => (type ?? event.type) === event.type)
      .map(({ attempts, event }) => ({ ...event, attempts }))
  },
}

function all<T>(
  emulator: Emulator,
  store: (account: StripeAccount) => Map<string, T>
): T[] {
  return emulator.accounts.flatMap((account) => [...store(account).values()])
}
