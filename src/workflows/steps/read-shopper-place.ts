import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

export interface ShopperPlace {
  readonly country_code: string | null
  readonly locale: string | null
}

export interface CartPlace {
  readonly locale?: string | null
  readonly shipping_address?: { readonly country_code?: string | null } | null
  readonly billing_address?: { readonly country_code?: string | null } | null
  readonly region?: {
    readonly countries?: readonly { readonly iso_2?: string }[]
  } | null
}

/** Fills the storefront's address: where the shopper is, as their cart says. */
export async function readShopperPlace(
  container: MedusaContainer,
  cartId: string | null
): Promise<ShopperPlace> {
  if (!cartId) {
    return { country_code: null, locale: null }
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "cart",
    fields: [
      "id",
      "locale",
      "shipping_address.country_code",
      "billing_address.country_code",
      "region.countries.iso_2",
    ],
    filters: { id: cartId },
  })
  const cart = data[0] as CartPlace | undefined
  return {
    locale: cart?.locale ?? null,
    country_code: readCountryCode(cart),
  }
}

/** Delivered to, billed to, or else the first country of the region. */
export function readCountryCode(
  cart: CartPlace | null | undefined
): string | null {
  const candidates = [
    cart?.shipping_address?.country_code,
    cart?.billing_address?.country_code,
    cart?.region?.countries?.[0]?.iso_2,
  ]
  return candidates.find((code) => Boolean(code)) ?? null
}
