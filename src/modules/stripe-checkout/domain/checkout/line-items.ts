import {
  chargeableStep,
  currencyExponent,
  formatMoney,
  type MajorAmount,
  roundFixedPoint,
  toFixedPoint,
} from "../money"
import type { PurchaseLine } from "./purchase"
import { type Share, allocate } from "./allocate"
import type { LineItemLabels } from "./labels"

/** One item or one delivery, as Medusa calculates it. Amounts in major units. */
export interface CartLine {
  readonly name: string
  /** For example the variant's title. */
  readonly detail: string | null
  readonly imageUrl: string | null
  /** A decimal; Medusa allows 1.5 of something. */
  readonly quantity: string
  /** After discounts, with tax. */
  readonly total: MajorAmount
  readonly tax: MajorAmount
  readonly isTaxIncluded: boolean
  /** The discount, on the side of tax that the price is on. */
  readonly discount: MajorAmount
  readonly discountCodes: readonly string[]
}

export interface CartFigures {
  readonly currencyCode: string
  /** What the payment session asks for, in minor units. */
  readonly amount: number
  readonly items: readonly CartLine[]
  readonly deliveries: readonly CartLine[]
  /** Gift cards and store credit: lowers the total. */
  readonly credit: MajorAmount
}

/** Stripe's hosted page shows no more. */
const MAXIMUM_LINES = 100

/** A shop may name a product with a novel; Stripe's hosted page shows one line. */
const LONGEST_NAME = 250
const LONGEST_DESCRIPTION = 500

/**
 * Lines whose sum is the amount, to the last minor unit. One line for everything
 * where the figures of the cart do not explain the amount.
 *
 * @example
 * purchaseLines({ currencyCode: "eur", amount: 12000, items: [shirt], … }, words)
 * // [{ name: "Shirt", quantity: 2, unitAmount: 5000, … }, { name: "Delivery", … }]
 */
export function purchaseLines(
  figures: CartFigures,
  words: LineItemLabels
): PurchaseLine[] {
  const entries = listEntries(figures, words)
  const shares = allocate(entries, {
    credit: toUnits(toFixedPoint(figures.credit), figures.currencyCode),
    total: figures.amount / chargeableStep(figures.currencyCode),
  })
  return shares
    ? shares.map((share) => toLine(share, { figures, words }))
    : totalLine(figures.amount, words)
}

/** The whole purchase as one line. */
export function totalLine(
  amount: number,
  words: LineItemLabels
): PurchaseLine[] {
  return [
    {
      name: words.order,
      description: null,
      imageUrl: null,
      quantity: 1,
      unitAmount: amount,
    },
  ]
}

/** A line before it is rounded. */
interface Entry {
  readonly name: string
  readonly details: readonly string[]
  readonly imageUrl: string | null
  readonly quantity: string
  /** In chargeable steps, with fractions; fixed point. */
  readonly price: bigint
}

function listEntries(figures: CartFigures, words: LineItemLabels): Entry[] {
  const { currencyCode } = figures
  const toEntry = (line: CartLine, fallback: string): Entry => ({
    name: line.name.trim() || fallback,
    details: [
      ...(line.detail?.trim() ? [line.detail.trim()] : []),
      ...describeDiscount(line, { currencyCode, words }),
    ],
    imageUrl: line.imageUrl,
    quantity: line.quantity,
    price: toUnits(priceOf(line), currencyCode),
  })
  const tax = listTax(figures, words)
  const deliveries = figures.deliveries.map((line) =>
    toEntry(line, words.delivery)
  )
  const items = figures.items.map((line) => toEntry(line, words.item))
  const room = MAXIMUM_LINES - deliveries.length - tax.length
  return [...foldInto(items, room, words), ...deliveries, ...tax]
}

/** As the shop shows it: with tax where prices include it, without where not. */
function priceOf(line: CartLine): bigint {
  const total = toFixedPoint(line.total)
  return line.isTaxIncluded ? total : total - toFixedPoint(line.tax)
}

function listTax(figures: CartFigures, words: LineItemLabels): Entry[] {
  const tax = [...figures.items, ...figures.deliveries]
    .filter((line) => !line.isTaxIncluded)
    .reduce((sum, line) => sum + toFixedPoint(line.tax), 0n)
  return tax === 0n
    ? []
    : [
        {
          name: words.tax,
          details: [],
          imageUrl: null,
          quantity: "1",
          price: toUnits(tax, figures.currencyCode),
        },
      ]
}

/** The last line sums up all items for which there was no room. */
function foldInto(
  items: readonly Entry[],
  room: number,
  words: LineItemLabels
): Entry[] {
  if (items.length <= room) {
    return [...items]
  }
  const shown = items.slice(0, Math.max(room - 1, 0))
  const rest = items.slice(shown.length)
  return [
    ...shown,
    {
      name: `${words.moreItems} (${rest.length})`,
      details: [],
      imageUrl: null,
      quantity: "1",
      price: rest.reduce((sum, { price }) => sum + price, 0n),
    },
  ]
}

function describeDiscount(
  { discount, discountCodes }: CartLine,
  { currencyCode, words }: { currencyCode: string; words: LineItemLabels }
): string[] {
  const taken = roundFixedPoint(toUnits(toFixedPoint(discount), currencyCode))
  if (taken <= 0) {
    return []
  }
  const money = formatMoney(taken * chargeableStep(currencyCode), currencyCode)
  const codes = [...new Set(discountCodes)].join(", ")
  return [`${words.discount}${codes ? ` ${codes}` : ""}: -${money}`]
}

function toLine(
  { entry, ...share }: Share<Entry>,
  { figures, words }: { figures: CartFigures; words: LineItemLabels }
): PurchaseLine {
  const { currencyCode } = figures
  const step = chargeableStep(currencyCode)
  const details = [
    ...entry.details,
    ...(share.credit > 0
      ? [`${words.credit}: -${formatMoney(share.credit * step, currencyCode)}`]
      : []),
  ]
  const pieces = countPieces(entry.quantity, share.units)
  return {
    name: nameOf(entry, pieces.isSplit),
    description: details.length
      ? shorten(details.join(" · "), LONGEST_DESCRIPTION)
      : null,
    imageUrl: entry.imageUrl,
    quantity: pieces.quantity,
    unitAmount: (share.units / pieces.quantity) * step,
  }
}

/** Stripe multiplies, so a quantity is shown only where each piece costs whole units. */
function countPieces(
  quantity: string,
  units: number
): { readonly quantity: number; readonly isSplit: boolean } {
  const count = Number(quantity)
  const isSplit =
    Number.isSafeInteger(count) && count >= 1 && units % count === 0
  return { quantity: isSplit ? count : 1, isSplit }
}

/** Major units in fixed point to chargeable steps in fixed point. */
function toUnits(amount: bigint, currencyCode: string): bigint {
  const minor = amount * 10n ** BigInt(currencyExponent(currencyCode))
  return minor / BigInt(chargeableStep(currencyCode))
}

function nameOf({ name, quantity }: Entry, isSplit: boolean): string {
  const pieces = isSplit ? "" : ` x ${quantity}`
  return shorten(name, LONGEST_NAME - pieces.length) + pieces
}

/** By whole characters: half of one cannot be sent. */
function shorten(text: string, length: number): string {
  const whole = text.replace(/\p{Surrogate}/gu, "\uFFFD")
  if (whole.length <= length) {
    return whole
  }
  let kept = ""
  for (const { segment } of new Intl.Segmenter().segment(whole)) {
    if (kept.length + segment.length >= length) {
      break
    }
    kept += segment
  }
  return `${kept}…`
}
