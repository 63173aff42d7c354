import type { BindingRow, InboxRow } from "./books"
import type { Rule, Snapshot } from "./difference"
import type { DeliveredEvent } from "./ledger"
import { lookUp } from "./look-up"
import { byId } from "./money-trail"

/** I12: no row comes from anybody but Stripe, another account, or another shop's payment. */
export const nothingForeign: Rule = (snapshot) => [
  ...eventsFromElsewhere(snapshot),
  ...snapshot.books.bindings.flatMap((row) => compareBinding(row, snapshot)),
]

const eventsFromElsewhere: Rule = ({ books, ledger }) => {
  return books.inbox.flatMap((row) =>
    compareEvent(row, lookUp(ledger.events, byId, row.event_id)[0])
  )
}

function compareEvent(
  row: InboxRow,
  event: DeliveredEvent | undefined
): string[] {
  if (!event) {
    return [
      `${row.event_id} (${row.type}) is in the inbox, but Stripe never made it.`,
    ]
  }
  const accounts = accountsIn(event)
  const isElsewhere = accounts.length > 0 && !accounts.includes(row.account)
  return [
    ...(event.type === row.type
      ? []
      : [
          `${row.event_id} is kept as ${row.type}, but Stripe made it as ${event.type}.`,
        ]),
    ...(isElsewhere
      ? [
          `${row.event_id} is kept for the account "${row.account}", but it was delivered to "${accounts.join('", "')}".`,
        ]
      : []),
  ]
}

/** `/hooks/stripe-checkout` is the default account's, `/hooks/stripe-checkout/eu` is eu's. */
function accountsIn({ taken_by }: DeliveredEvent): string[] {
  return taken_by.map(
    (path) => /\/hooks\/stripe-checkout\/([^/]+)/.exec(path)?.[1] ?? "default"
  )
}

function compareBinding(row: BindingRow, { ledger }: Snapshot): string[] {
  const own = [row.payment_session_id, row.continues]
  const { checkoutSessions, intents } = ledger
  const [page] = lookUp(checkoutSessions, byId, row.checkout_session_id)
  const [intent] = lookUp(intents, byId, row.payment_intent_id)
  const objects = [
    { id: row.checkout_session_id, found: page },
    { id: row.payment_intent_id, found: intent },
  ]
  return objects.flatMap(({ id, found }) => {
    if (id === null) return []
    if (!found)
      return [
        `${row.payment_session_id} is bound to ${id}, which Stripe does not have.`,
      ]
    return own.includes(found.payment_session_id)
      ? []
      : [
          `${row.payment_session_id} is bound to ${id}, which pays ${found.payment_session_id ?? "nothing of this shop"}.`,
        ]
  })
}
