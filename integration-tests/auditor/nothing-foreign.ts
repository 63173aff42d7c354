import type { PluginPaymentRow, InboxRow } from "./medusa-rows"
import type { Rule, Snapshot } from "./difference"
import type { DeliveredEvent } from "./stripe-ledger"
import { findByKey } from "./find-by-key"
import { byId } from "./payment-relations"

/** I12: every event was created by Stripe for its account, and every payment row refers to this shop's objects. */
export const nothingForeign: Rule = (snapshot) => [
  ...findForeignEvents(snapshot),
  ...snapshot.medusa.pluginPayments.flatMap((row) =>
    comparePluginPayment(row, snapshot)
  ),
]

const findForeignEvents: Rule = ({ medusa, ledger }) => {
  return medusa.inbox.flatMap((row) =>
    compareEvent(row, findByKey(ledger.events, byId, row.event_id)[0])
  )
}

function compareEvent(
  row: InboxRow,
  event: DeliveredEvent | undefined
): string[] {
  if (!event) {
    return [
      `${row.event_id} (${row.type}) is in the inbox, but Stripe never created it.`,
    ]
  }
  const accounts = accountsIn(event)
  const isOtherAccount =
    accounts.length > 0 && !accounts.includes(row.stripe_account)
  return [
    ...(event.type === row.type
      ? []
      : [
          `${row.event_id} is stored as ${row.type}, but Stripe created it as ${event.type}.`,
        ]),
    ...(isOtherAccount
      ? [
          `${row.event_id} is stored for the account "${row.stripe_account}", but it was delivered to "${accounts.join('", "')}".`,
        ]
      : []),
  ]
}

/** `/hooks/stripe-checkout` belongs to the default account, `/hooks/stripe-checkout/eu` to eu. */
function accountsIn({ acknowledged_by }: DeliveredEvent): string[] {
  return acknowledged_by.map(
    (path) => /\/hooks\/stripe-checkout\/([^/]+)/.exec(path)?.[1] ?? "default"
  )
}

function comparePluginPayment(
  row: PluginPaymentRow,
  { ledger }: Snapshot
): string[] {
  const own = [row.payment_session_id, row.replaces_payment_session_id]
  const { checkoutSessions, intents } = ledger
  const [checkoutSession] = findByKey(
    checkoutSessions,
    byId,
    row.checkout_session_id
  )
  const [intent] = findByKey(intents, byId, row.payment_intent_id)
  const objects = [
    { id: row.checkout_session_id, found: checkoutSession },
    { id: row.payment_intent_id, found: intent },
  ]
  return objects.flatMap(({ id, found }) => {
    if (id === null) return []
    if (!found)
      return [
        `${row.payment_session_id} is linked to ${id}, which Stripe does not have.`,
      ]
    return own.includes(found.payment_session_id)
      ? []
      : [
          `${row.payment_session_id} is linked to ${id}, which pays ${found.payment_session_id ?? "nothing in this shop"}.`,
        ]
  })
}
