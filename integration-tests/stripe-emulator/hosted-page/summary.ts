import type Stripe from "stripe"
import type { PageLine } from "../state/page-content"
import type { CheckoutSessionRecord } from "../state/account"
import type { Html } from "./html"
import { markup } from "./html"
import type { ShowMoney } from "./show-money"
import { showMoney } from "./show-money"

/** With more lines than this, a phone collapses them, or the form would be far below. */
const fewLines = 3

/** The left half of the page: the order, and the link back to the shop. */
export function orderSummary(record: CheckoutSessionRecord): Html {
  const { lineItems, session, shopName, shown } = record
  const money = showMoney(record)
  const length = lineItems.length > fewLines ? "long" : "short"
  return markup`<header class="summary">
    <div>
      <div class="top">
        ${backLink(session.cancel_url, shopName)}
        <span class="badge">Test mode</span>
      </div>
      <p class="emulator">Emulator. No real money moves.</p>
      <p class="to-pay">Pay <bdi>${shopName}</bdi></p>
      <p class="total">${money(session.amount_total)}</p>
      <details class="order ${length}" open>
        <summary>Show the ${lineItems.length} items</summary>
        <ul class="lines">
          ${lineItems.map((line, index) => orderLine(line, shown.lines[index], money))}
        </ul>
      </details>
      <dl class="sums">
        ${sumLine(["Subtotal"], money(session.amount_subtotal), "")}
        ${optionalSum(["Discount", shown.discountName], -(session.total_details?.amount_discount ?? 0), money)}
        ${optionalSum(["Shipping", shown.shippingName], session.total_details?.amount_shipping ?? 0, money)}
        ${sumLine(["Total due"], money(session.amount_total), "due")}
      </dl>
    </div>
  </header>`
}

/** Origins of the line images: the only third-party origins that the page may load from. */
export function imageSources({ shown }: CheckoutSessionRecord): string[] {
  const origins = shown.lines.flatMap(({ image }) => originOf(image) ?? [])
  return [...new Set(origins)]
}

function originOf(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) {
    return null
  }
  const { origin, protocol } = new URL(address)
  return /^https?:$/.test(protocol) ? origin : null
}

function backLink(url: string | null, shopName: string): Html {
  return url === null
    ? markup`<span class="shop" dir="auto">${shopName}</span>`
    : markup`<a class="back" href="${url}">
        <span class="arrow" aria-hidden="true">←</span>
        <span class="hidden">Back to</span>
        <span class="shop" dir="auto">${shopName}</span>
      </a>`
}

function orderLine(
  line: Stripe.LineItem,
  shown: PageLine | undefined,
  money: ShowMoney
): Html {
  const quantity = line.quantity ?? 1
  return markup`<li>
    ${picture(shown?.image ?? null)}
    <div class="what">
      <span dir="auto">${line.description ?? ""}</span>
      ${shown?.description ? markup`<small dir="auto">${shown.description}</small>` : null}
      ${quantity > 1 ? markup`<small>Qty ${quantity}</small>` : null}
    </div>
    <div class="amount">
      ${money(line.amount_subtotal)}
      ${quantity > 1 ? markup`<small>${money(unitPriceOf(line))} each</small>` : null}
    </div>
  </li>`
}

/** The box stays if the image fails to load. The alt text is empty, because the name is beside it. */
function picture(address: string | null): Html | null {
  return originOf(address) === null
    ? null
    : markup`<span class="picture"><img src="${address ?? ""}" alt="" width="42" height="42" loading="lazy" /></span>`
}

/** May have fractions of a cent, as the shop sent it. */
function unitPriceOf({ price }: Stripe.LineItem): number {
  return price?.unit_amount ?? Number(price?.unit_amount_decimal?.toString())
}

/** What a sum is, and the shop's name for it. */
type Label = readonly [string, (string | null)?]

function optionalSum(
  label: Label,
  amount: number,
  money: ShowMoney
): Html | null {
  return amount === 0 ? null : sumLine(label, money(amount), "")
}

function sumLine([label, name]: Label, amount: Html, kind: string): Html {
  return markup`<div class="${kind}">
    <dt>
      ${label}${name ? markup`<small dir="auto">${name}</small>` : null}
    </dt>
    <dd class="amount">${amount}</dd>
  </div>`
}
