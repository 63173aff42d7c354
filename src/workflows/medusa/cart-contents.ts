/**
 * What is in a cart, with the figures that Medusa has calculated for it.
 */

import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"

import type {
  CartFigures,
  CartLine,
} from "../../modules/stripe-checkout/domain/checkout/line-items"
import { hashOf } from "../../modules/stripe-checkout/domain/checkout/purchase"

/** Medusa computes the totals of a cart only when all of this is read along. */
export const CONTENT_FIELDS = [
  "currency_code",
  "items.*",
  "items.tax_lines.*",
  "items.adjustments.*",
  "shipping_methods.*",
  "shipping_methods.tax_lines.*",
  "shipping_methods.adjustments.*",
  "credit_lines.*",
  "credit_line_total",
]

interface PricedRow {
  readonly id: string
  readonly created_at?: string | Date | null
  readonly is_tax_inclusive?: boolean | null
  readonly total?: BigNumberInput
  readonly tax_total?: BigNumberInput
  readonly discount_total?: BigNumberInput
  readonly discount_subtotal?: BigNumberInput
  readonly adjustments?: readonly { readonly code?: string | null }[] | null
}

interface ItemRow extends PricedRow {
  readonly title: string
  readonly subtitle?: string | null
  readonly product_title?: string | null
  readonly variant_title?: string | null
  readonly variant_id?: string | null
  readonly thumbnail?: string | null
  readonly requires_shipping?: boolean | null
  readonly quantity: BigNumberInput
  readonly unit_price: BigNumberInput
}

interface DeliveryRow extends PricedRow {
  readonly name: string
  readonly amount: BigNumberInput
  readonly shipping_option_id?: string | null
}

export interface CartContents {
  readonly currency_code: string
  readonly items?: readonly ItemRow[] | null
  readonly shipping_methods?: readonly DeliveryRow[] | null
  readonly credit_line_total?: BigNumberInput
}

export function readFigures(cart: CartContents): Omit<CartFigures, "amount"> {
  return {
    currencyCode: cart.currency_code,
    items: inOrder(cart.items).map(readItem),
    deliveries: inOrder(cart.shipping_methods).map(readDelivery),
    credit: decimal(cart.credit_line_total),
  }
}

/** There is something in it, and a way for it to the shopper. */
export function isDeliverable(cart: CartContents): boolean {
  const items = cart.items ?? []
  const needsDelivery = items.some((item) => item.requires_shipping)
  const hasDelivery = Boolean(cart.shipping_methods?.length)
  return items.length > 0 && (hasDelivery || !needsDelivery)
}

/**
 * Names what is bought and how it is delivered, in whatever order it was put there.
 * Money that arrives for a deleted payment session may become the order of these
 * contents, and of no others.
 */
export function fingerprintContents(cart: CartContents): string {
  return hashOf([
    (cart.items ?? [])
      .map((item) => [
        item.variant_id ?? item.title,
        decimal(item.quantity),
        decimal(item.unit_price),
      ])
      .sort(byText),
    (cart.shipping_methods ?? [])
      .map((delivery) => [
        delivery.shipping_option_id ?? delivery.name,
        decimal(delivery.amount),
      ])
      .sort(byText),
  ])
}

function readItem(item: ItemRow): CartLine {
  const name = item.product_title ?? item.title
  const detail = item.variant_title ?? item.subtitle ?? null
  return {
    ...readPrices(item),
    name,
    // A product with a single variant has nothing to say about it.
    detail: detail === name || isPlaceholder(detail) ? null : detail,
    imageUrl: readImageUrl(item.thumbnail),
    quantity: decimal(item.quantity),
  }
}

function readDelivery(delivery: DeliveryRow): CartLine {
  return {
    ...readPrices(delivery),
    name: delivery.name,
    detail: null,
    imageUrl: null,
    quantity: "1",
  }
}

function readPrices(
  row: PricedRow
): Pick<
  CartLine,
  "total" | "tax" | "isTaxIncluded" | "discount" | "discountCodes"
> {
  const isTaxIncluded = row.is_tax_inclusive === true
  return {
    total: decimal(row.total),
    tax: decimal(row.tax_total),
    isTaxIncluded,
    discount: decimal(
      isTaxIncluded ? row.discount_total : row.discount_subtotal
    ),
    discountCodes: (row.adjustments ?? []).flatMap(({ code }) => code ?? []),
  }
}

/** Medusa's admin names the one variant of a simple product so. */
function isPlaceholder(title: string | null): boolean {
  return /^default( variant)?$/i.test(title ?? "")
}

function decimal(amount: BigNumberInput | null | undefined): string {
  return MathBN.convert(amount ?? 0).toFixed()
}

function byText(one: readonly string[], other: readonly string[]): number {
  return one.join() < other.join() ? -1 : 1
}

/** A query answers in any order; the page should not change for that. */
function inOrder<Row extends PricedRow>(
  rows: readonly Row[] | null | undefined
): Row[] {
  const key = ({ created_at, id }: Row): string =>
    `${created_at ? new Date(created_at).toISOString() : ""} ${id}`
  return [...(rows ?? [])].sort((one, other) =>
    key(one) < key(other) ? -1 : 1
  )
}

/** Stripe refuses the whole page for one address that is none. */
const LONGEST_ADDRESS = 2048

/** An item's picture where Stripe could fetch it, and null where not. */
function readImageUrl(thumbnail: string | null | undefined): string | null {
  if (!thumbnail || !URL.canParse(thumbnail)) {
    return null
  }
  const { protocol, href } = new URL(thumbnail)
  const isWeb = protocol === "https:" || protocol === "http:"
  return isWeb && href.length <= LONGEST_ADDRESS ? href : null
}
