import type { Rule } from "./difference"

const SETTLED = ["processed", "ignored", "dead"]

/** I9: every acknowledged event is in the inbox, and no event and no request is still open. */
export const everyEventProcessed: Rule = (snapshot) => [
  ...missingEvents(snapshot),
  ...unprocessedEvents(snapshot),
  ...pendingRequests(snapshot),
]

const missingEvents: Rule = ({ medusa, ledger }) => {
  const stored = new Set(medusa.inbox.map(({ event_id }) => event_id))
  return ledger.events
    .filter(({ acknowledged_by }) => acknowledged_by.length > 0)
    .filter(({ id }) => !stored.has(id))
    .map(
      ({ id, type }) =>
        `${id} (${type}) was acknowledged, but it is not in the inbox.`
    )
}

const unprocessedEvents: Rule = ({ medusa }) =>
  medusa.inbox
    .filter(({ status }) => !SETTLED.includes(status))
    .map(
      ({ event_id, type, status, reason }) =>
        `${event_id} (${type}) is still ${status}: ${reason ?? "no reason"}.`
    )

const pendingRequests: Rule = ({ medusa }) =>
  medusa.operations
    .filter(({ status }) => status === "pending")
    .map(
      ({ id, kind, trigger, payment_session_id, reason, status }) =>
        `${payment_session_id}: the ${kind} ${id} (${trigger}) is still ${status}: ${reason ?? "no reason"}.`
    )
