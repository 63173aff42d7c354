import type { Html } from "../../hosted-page/html"
import { markup } from "../../hosted-page/html"
import type { Page } from "../../hosted-page/page"
import { formatAmount } from "../../money/currency"
import type { CheckoutSessionRecord, StripeAccount } from "../../state/account"
import type { Emulator } from "../../state/emulator"
import { idOf } from "../../state/ids"
import { faultForms, switchSection } from "./fault-forms"
import { faultButtons } from "./fault-buttons"
import { button, status } from "./forms"
import { actionsFor } from "./payment-actions"
import { controlStyles } from "./styles"

const newestShown = 30

const jumps = [
  ["1 hour", 3600],
  ["1 day", 86_400],
  ["7 days", 604_800],
] as const

/** A small Dashboard: payments, actions of the merchant and the bank, the clock, faults and switches. */
export function overviewPage(emulator: Emulator, problem: string | null): Page {
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
      <section class="bar" aria-label="Time">
        <span>Emulator time <strong>${now}</strong></span>
        ${jumps.map(([label, seconds]) => button(`+ ${label}`, "advance_clock", { seconds }))}
      </section>
      <section class="bar" aria-label="Webhooks">${webhookState(emulator)}</section>
      <section aria-labelledby="payments">
        <h2 id="payments">Payments</h2>
        ${payments(emulator)}
      </section>
      ${faultButtons(emulator)}
      ${faultForms(emulator)}
      ${switchSection(emulator)}
    </main>`,
  }
}

function webhookState(emulator: Emulator): Html {
  const events = emulator.accounts.flatMap((a) => [...a.events.values()])
  const waiting = events.filter((record) => record.waitingFor.size > 0).length
  const endpoints = emulator.accounts.flatMap((a) => [
    ...a.webhookEndpoints.values(),
  ])
  return markup`<span>Webhooks <strong>${emulator.delivery.paused ? "held" : "running"}</strong>,
      ${waiting} of ${events.length} events not yet acknowledged</span>
    ${endpoints.map(({ endpoint }) => markup`<code>${endpoint.url}</code>`)}
    ${emulator.delivery.paused ? button("Release", "webhooks/resume", {}) : null}`
}

function payments({ accounts }: Emulator): Html {
  const rows = accounts
    .flatMap((account) =>
      [...account.checkoutSessions.values()].map((record) => ({
        account,
        record,
      }))
    )
    .slice(-newestShown)
    .reverse()
    .map(({ account, record }) => paymentRow(account, record))
  if (rows.length === 0) {
    return markup`<p>No Checkout Session yet.</p>`
  }
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

function paymentRow(
  account: StripeAccount,
  record: CheckoutSessionRecord
): Html {
  const { session } = record
  const intent =
    account.paymentIntents.get(record.paymentIntentId ?? "") ?? null
  const charge = account.charges.get(idOf(intent?.latest_charge))
  const money = (amount: number) =>
    formatAmount(amount, session.currency ?? "usd")
  return markup`<tr>
    <td>${status(session.status)} <a href="/_emulator/payments/${session.id}"><code>${session.id.slice(0, 18)}…</code></a></td>
    <td>${intent === null ? "none yet" : markup`${status(intent.status)} <code>${intent.id}</code>`}</td>
    <td>${money(session.amount_total ?? 0)}</td>
    <td>${money(intent?.amount_received ?? 0)}</td>
    <td>${money(charge?.amount_refunded ?? 0)}</td>
    <td><div class="actions">${actionsFor({ record, intent })}</div></td>
  </tr>`
}
