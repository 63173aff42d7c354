import type { Rule } from "./difference"

const SETTLED = ["processed", "ignored", "dead"]

/** I9: what was acknowledged is in the inbox, and at rest nothing there, and no wish, waits. */
export const everyEventSettled: Rule = (snapshot) => [
  ...eventsThatVanished(snapshot),
  ...eventsThatWait(snapshot),
  ...wishesThatWait(snapshot),
]

const eventsThatVanished: Rule = ({ books, ledger }) => {
  const stored = new Set(books.inbox.map(({ event_id }) => event_id))
  return ledger.events
    .filter(({ taken_by }) => taken_by.length > 0)
    .filter(({ id }) => !stored.has(id))
    .map(
      ({ id, type }) =>
        `${id} (${type}) was acknowledged, but it is not in the inbox.`
    )
}

const eventsThatWait: Rule = ({ books }) =>
  books.inbox
    .filter(({ status }) => !SETTLED.includes(status))
    .map(
      ({ event_id, type, status, reason }) =>
        `${event_id} (${type}) is still ${status}: ${reason ?? "no reason"}.`
    )

const wishesThatWait: Rule = ({ books }) =>
  books.operations
    .filter(({ status }) => status === "wanted")
    .map(
      ({ id, kind, trigger, payment_session_id, reason }) =>
        `${payment_session_id}: the ${kind} ${id} (${trigger}) is still wanted: ${reason ?? "no reason"}.`
    )
