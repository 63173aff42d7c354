import type Stripe from "stripe"
import { formatAmount } from "../money/currency"
import type { CheckoutSessionRecord } from "../state/account"
import type { Html } from "./html"
import { markup } from "./html"

/** The left half of the page: what is bought, and the way back. */
export function orderSummary(record: CheckoutSessionRecord): Html {
  const { lineItems, session, shopName } = record
  const currency = session.currency ?? "usd"
  const money = (amount: number | null) => formatAmount(amount ?? 0, currency)
  return markup`<header class="summary">
    <div>
      <div class="top">
        ${backLink(session.cancel_url, shopName)}
        <span class="badge">Test mode</span>
      </div>
      <p class="emulator">Emulator. No real money moves.</p>
      <p class="to-pay">Pay ${shopName}</p>
      <p class="total">${money(session.amount_total)}</p>
      <ul class="lines">
        ${lineItems.map((line) => orderLine(line, money))}
      </ul>
      <dl class="sums">
        ${sumLine("Subtotal", money(session.amount_subtotal), "")}
        ${optionalSum("Discount", -(session.total_details?.amount_discount ?? 0), money)}
        ${optionalSum("Shipping", session.total_details?.amount_shipping ?? 0, money)}
        ${sumLine("Total due", money(session.amount_total), "due")}
      </dl>
    </div>
  </header>`
}

type Money = (amount: number | null) => string

function backLink(url: string | null, shopName: string): Html {
  return url === null
    ? markup`<span class="shop">${shopName}</span>`
    : markup`<a class="back" href="${url}">
        <span class="arrow" aria-hidden="true">←</span>
        <span class="hidden">Back to</span>
        <span class="shop">${shopName}</span>
      </a>`
}

function orderLine(line: Stripe.LineItem, money: Money): Html {
  const quantity = line.quantity ?? 1
  const each = money(Math.round(line.amount_subtotal / quantity))
  const detail =
    quantity > 1 ? markup`<small>Qty ${quantity}, ${each} each</small>` : null
  return markup`<li>
    <div>${line.description ?? ""}${detail}</div>
    <span class="amount">${money(line.amount_subtotal)}</span>
  </li>`
}

function optionalSum(label: string, amount: number, money: Money): Html | null {
  return amount === 0 ? null : sumLine(label, money(amount), "")
}

function sumLine(label: string, amount: string, kind: string): Html {
  return markup`<div class="${kind}">
    <dt>${label}</dt>
    <dd class="amount">${amount}</dd>
  </div>`
}
