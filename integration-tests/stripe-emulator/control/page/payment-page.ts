import type { LoggedRequest } from "../../api/request-log"
import type { Html } from "../../hosted-page/html"
import { markup } from "../../hosted-page/html"
import type { Page } from "../../hosted-page/page"
import { formatAmount } from "../../money/currency"
import type { EventRecord } from "../../state/account"
import { forgeryKinds } from "../../webhooks/forge-event"
import { button, status, form, select } from "./forms"
import { actionsFor, pendingOutcomes } from "./payment-actions"
import type { PaymentFacts } from "./payment-facts"
import { controlStyles } from "./styles"

/** One payment with its history: the requests, the events and their deliveries. */
export function paymentPage(facts: PaymentFacts): Page {
  const { intent, record } = facts
  const { session } = record
  const amount = formatAmount(
    session.amount_total ?? 0,
    session.currency ?? "usd"
  )
  return {
    status: 200,
    title: `${amount}, Stripe emulator`,
    styles: controlStyles,
    body: markup`<main>
      <header>
        <a href="/_emulator">All payments</a>
        <h1>${amount}</h1>
        ${status(session.status)} ${intent === null ? null : status(intent.status)}
        <span class="badge">Emulator. No real money moves.</span>
      </header>
      <p><code>${session.id}</code></p>
      <div class="bar">${actionsFor(facts)}</div>
      <div class="bar">${pendingOutcomes(facts)}</div>
      <h2>History</h2>
      ${history(facts)}
      <h2>Objects</h2>
      ${objectsOf(facts).map(
        ([name, object]) =>
          markup`<details><summary>${name}</summary><pre>${JSON.stringify(object, null, 2)}</pre></details>`
      )}
    </main>`,
  }
}

function objectsOf(facts: PaymentFacts): [string, object][] {
  const { charges, disputes, intent, record, refunds, reviews } = facts
  return [
    ["Checkout Session", record.session],
    ["Line items", record.lineItems],
    ...(intent === null ? [] : [["PaymentIntent", intent] as [string, object]]),
    ...[...charges, ...refunds, ...disputes, ...reviews].map(
      (object): [string, object] => [`${object.object} ${object.id}`, object]
    ),
  ]
}

type Moment = { at: number; row: Html }

function history({ events, record, requests }: PaymentFacts): Html {
  const { created } = record.session
  const moments: Moment[] = [
    {
      at: created,
      row: momentRow(created, "created", markup`Checkout Session`),
    },
    ...requests.map(requestMoment),
    ...events.map(eventMoment),
  ]
  // The sort is stable, so entries of the same second keep their order.
  const rows = moments.sort((a, b) => a.at - b.at).map(({ row }) => row)
  return markup`<div class="scroll"><table>
    <thead><tr>
      <th scope="col">Time</th><th scope="col">Kind</th><th scope="col">Object</th><th scope="col">Result</th>
    </tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`
}

function requestMoment(request: LoggedRequest): Moment {
  const { at, idempotency_key: key, method, path } = request
  const result = markup`${request.status ?? "no answer"}${request.replayed ? ", replayed" : ""}${key === null ? "" : `, key ${key}`}`
  return {
    at,
    row: momentRow(
      at,
      "request",
      markup`<code>${method} ${path}</code>`,
      result
    ),
  }
}

function eventMoment({
  attempts,
  event,
  isDropped,
  waitingFor,
}: EventRecord): Moment {
  const answers = attempts.map(({ status: code }) => code ?? "no response")
  const delivery = isDropped
    ? "dropped"
    : answers.length === 0
      ? waitingFor.size > 0
        ? "waiting"
        : "no endpoint listens"
      : `answered ${answers.join(", ")}`
  return {
    at: event.created,
    row: momentRow(
      event.created,
      "event",
      markup`${event.type} <code>${event.id}</code>`,
      markup`${delivery} ${button("Resend", "webhooks/deliver", { event: event.id })} ${forgeForm(event.id)}`
    ),
  }
}

function forgeForm(event: string): Html {
  const kinds = forgeryKinds.map((value) => ({
    value,
    label: value.replaceAll("_", " "),
  }))
  return form(
    "webhooks/forge",
    { event },
    markup`${select("kind", "with", kinds)}<button>Forge</button>`
  )
}

function momentRow(
  at: number,
  kind: string,
  ...[which, result]: [Html, Html?]
): Html {
  const time = new Date(at * 1000).toISOString().slice(0, 19)
  return markup`<tr>
    <td><time datetime="${time}Z">${time.replace("T", " ")}</time></td>
    <td>${kind}</td>
    <td>${which}</td>
    <td><div class="actions">${result ?? null}</div></td>
  </tr>`
}
