/**
 * Where the shopper is in the storefront, for its URLs.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { findCartId } from "./order"
import { queryOne } from "./query"

export interface ShopperPlace {
  /** The cart that was paid, or that the order was placed from. */
  readonly cart_id: string | null
  readonly country_code: string | null
  readonly locale: string | null
}

/** A cart or an order. */
export interface Place {
  readonly locale?: string | null
  readonly shipping_address?: { readonly country_code?: string | null } | null
  readonly billing_address?: { readonly country_code?: string | null } | null
  readonly region?: {
    readonly countries?: readonly { readonly iso_2?: string }[]
  } | null
}

interface Paid {
  readonly cartId: string | null
  readonly orderId: string | null
}

/** Who pays by payment link has no cart any more, but the order tells as much. */
export async function readShopperPlace(
  container: MedusaContainer,
  { cartId, orderId }: Paid
): Promise<ShopperPlace> {
  if (cartId) {
    return { cart_id: cartId, ...(await readPlace(container, "cart", cartId)) }
  }
  if (orderId) {
    return {
      cart_id: await findCartId(container, orderId),
      ...(await readPlace(container, "order", orderId)),
    }
  }
  return { cart_id: null, country_code: null, locale: null }
}

export interface PaymentPlace {
  readonly locale: string | null
  readonly currency_code: string | null
}

/** For a payment that has no row of ours yet. Null in both where Medusa does not know it. */
export async function readPaymentPlace(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<PaymentPlace> {
  const session = await queryOne<{
    readonly currency_code?: string
    readonly payment_collection?: {
      readonly cart?: Pick<Place, "locale"> | null
      readonly order?: Pick<Place, "locale"> | null
    } | null
  }>(container, {
    entity: "payment_session",
    fields: [
      "id",
      "currency_code",
      "payment_collection.cart.locale",
      "payment_collection.order.locale",
    ],
    filters: { id: paymentSessionId },
  })
  const { cart, order } = session?.payment_collection ?? {}
  return {
    locale: cart?.locale ?? order?.locale ?? null,
    currency_code: session?.currency_code ?? null,
  }
}

async function readPlace(
  container: MedusaContainer,
  entity: "cart" | "order",
  id: string
): Promise<Omit<ShopperPlace, "cart_id">> {
  const place = await queryOne<Place>(container, {
    entity,
    fields: [
      "id",
      "locale",
      "shipping_address.country_code",
      "billing_address.country_code",
      "region.countries.iso_2",
    ],
    filters: { id },
  })
  return {
    locale: place?.locale ?? null,
    country_code: readCountryCode(place),
  }
}

/** The shipping address's country, else the billing address's, else the region's first. */
export function readCountryCode(
  place: Place | null | undefined
): string | null {
  const candidates = [
    place?.shipping_address?.country_code,
    place?.billing_address?.country_code,
    place?.region?.countries?.[0]?.iso_2,
  ]
  return candidates.find((code) => Boolean(code)) ?? null
}
