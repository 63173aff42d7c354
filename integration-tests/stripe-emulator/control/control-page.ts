import type Stripe from "stripe"
import type { Html } from "../hosted-page/html"
import { markup } from "../hosted-page/html"
import type { Page } from "../hosted-page/page"
import { formatAmount } from "../money/currency"
import type { CheckoutSessionRecord } from "../state/account"
import type { Emulator } from "../state/emulator"
import { controlStyles } from "./control-styles"

const newestShown = 30

const jumps = [
  ["1 hour", 3600],
  ["1 day", 86_400],
  ["7 days", 604_800],
] as const

/** A small Dashboard: what Stripe knows, and buttons for what a merchant or time itself would do. */
export function controlPage(emulator: Emulator, problem: string | null): Page {
  const accounts = emulator.accounts
  const sessions = accounts.flatMap((a) => [...a.checkoutSessions.values()])
  const events = accounts.flatMap((a) => [...a.events.values()])
  const waiting = events.filter((record) => record.waitingFor.size > 0).length
  const now = new Date(emulator.clock.nowMs()).toISOString()
  return {
    status: problem === null ? 200 : 400,
    title: "Stripe emulator",
    styles: controlStyles,
    body: markup`<main>
      <header>
        <h1>Stripe emulator</h1>
        <span class="badge">Emulator. No real money moves.</span>
      </header>
      ${problem === null ? null : markup`<p class="problem" role="alert">${problem}</p>`}
      <section class="bar">
        <span>Emulator time <strong>${now}</strong></span>
        ${jumps.map(([label, seconds]) => button(`+ ${label}`, "advance_clock", { seconds }))}
      </section>
      <section class="bar">
        <span>Webhooks <strong>${emulator.delivery.paused ? "paused" : "running"}</strong>, ${waiting} of ${events.length} events not yet acknowledged</span>
        ${
          emulator.delivery.paused
            ? button("Resume", "webhooks/resume", {})
            : button("Pause", "webhooks/pause", {})
        }
        ${button("Drop next event", "webhooks/drop_next", { times: 1 })}
      </section>
      <h2>Payments</h2>
      ${sessions.length === 0 ? markup`<p>No Checkout Session yet.</p>` : paymentTable(emulator, sessions)}
    </main>`,
  }
}

function paymentTable(
  emulator: Emulator,
  sessions: readonly CheckoutSessionRecord[]
): Html {
  const rows = sessions
    .slice(-newestShown)
    .reverse()
    .map((record) => paymentRow(emulator, record))
  return markup`<div class="scroll"><table>
    <thead>
      <tr>
        <th scope="col">Checkout Session</th>
        <th scope="col">PaymentIntent</th>
        <th scope="col">Amount</th>
        <th scope="col">Captured</th>
        <th scope="col">Refunded</th>
        <th scope="col">Actions</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table></div>`
}

function paymentRow(emulator: Emulator, record: CheckoutSessionRecord): Html {
  const { session } = record
  const id = record.paymentIntentId ?? ""
  const intent = emulator.accounts
    .map((account) => account.paymentIntents.get(id))
    .find((candidate) => candidate !== undefined)
  const charge = emulator.accounts
    .flatMap((account) => [...account.charges.values()])
    .find((candidate) => candidate.id === intent?.latest_charge)
  const money = (amount: number) =>
    formatAmount(amount, session.currency ?? "usd")
  return markup`<tr>
    <td>${status(session.status)} <code title="${session.id}">${session.id.slice(0, 18)}…</code></td>
    <td>${intent === undefined ? "none yet" : markup`${status(intent.status)} <code>${intent.id}</code>`}</td>
    <td>${money(session.amount_total ?? 0)}</td>
    <td>${money(intent?.amount_received ?? 0)}</td>
    <td>${money(charge?.amount_refunded ?? 0)}</td>
    <td><div class="actions">${actionsFor(record, intent)}</div></td>
  </tr>`
}

function actionsFor(
  { session }: CheckoutSessionRecord,
  intent: Stripe.PaymentIntent | undefined
): Html[] {
  const given = { payment_intent: intent?.id ?? "" }
  if (session.status === "open") {
    return [
      markup`<a href="${session.url ?? ""}">Open</a>`,
      button("Pay", "pay", { checkout_session: session.id }),
      button("Expire", "dashboard/expire_checkout_session", {
        checkout_session: session.id,
      }),
    ]
  }
  switch (intent?.status) {
    case "requires_capture":
      return [
        amountButton("Capture", "dashboard/capture", given),
        button("Cancel", "dashboard/cancel", given),
        button("Let it lapse", "lapse_authorization", given),
      ]
    case "succeeded":
      return [
        amountButton("Refund", "dashboard/refund", given),
        button("Dispute", "dashboard/dispute", given),
      ]
    default:
      return []
  }
}

type Given = Readonly<Record<string, string | number>>

function button(label: string, command: string, given: Given): Html {
  return commandForm(command, given, markup`<button>${label}</button>`)
}

function amountButton(label: string, command: string, given: Given): Html {
  return commandForm(
    command,
    given,
    markup`<input name="amount" inputmode="numeric" placeholder="all" aria-label="${label} this many minor units" /><button>${label}</button>`
  )
}

function commandForm(command: string, given: Given, content: Html): Html {
  const fields = Object.entries(given).map(
    ([name, value]) =>
      markup`<input type="hidden" name="${name}" value="${value}" />`
  )
  return markup`<form method="post" action="/_emulator/${command}">${fields}${content}</form>`
}

function status(text: string | null): Html {
  return markup`<span class="status ${text ?? ""}">${text ?? ""}</span>`
}
