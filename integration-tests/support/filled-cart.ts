/**
 * Most of the time that a test takes is Medusa's while a storefront fills a cart, and most tests are not about that. So
 * one cart is filled, and they pay for copies of its rows.
 */
import { sql } from "./order-records"
import type { Cart } from "./shopper"
import type { Store } from "./store"

/** So many characters at the end of an id are other ones in a copy. */
const ENDING = 6

const COPY_THE_ROWS = `
  with copied_addresses as (
         insert into cart_address
         select (jsonb_populate_record(address, ${changed("address")})).*
           from cart_address address
           join cart on address.id in (cart.shipping_address_id, cart.billing_address_id)
          where cart.id = :id),
       copied_items as (
         insert into cart_line_item
         select (jsonb_populate_record(item, ${changed("item", "cart_id")})).*
           from cart_line_item item where item.cart_id = :id),
       copied_deliveries as (
         insert into cart_shipping_method
         select (jsonb_populate_record(delivery, ${changed("delivery", "cart_id")})).*
           from cart_shipping_method delivery where delivery.cart_id = :id)
  insert into cart
  select (jsonb_populate_record(cart, cast(:changes as jsonb)
            || ${changed("cart", "shipping_address_id", "billing_address_id")})).*
    from cart where cart.id = :id
  returning id`

let copies = 0

/** @returns the copy as the storefront was shown the original; its items and deliveries have ids of their own, too. */
export async function copyCart(
  store: Pick<Store, "container">,
  { filled, changes }: { filled: Cart; changes: Pick<Cart, "metadata"> }
): Promise<Cart> {
  copies += 1
  const ending = String(copies).padStart(ENDING, "0")
  const [row] = await sql<{ id: string }>(store, COPY_THE_ROWS, {
    id: filled.id,
    ending,
    changes: JSON.stringify(changes),
  })
  if (!row) throw new Error(`There is no cart ${filled.id} to copy`)
  const renamed = <Row extends { readonly id: string }>(one: Row): Row => ({
    ...one,
    id: `${one.id.slice(0, -ENDING)}${ending}`,
  })
  const { items, shipping_methods } = filled
  return {
    ...renamed(filled),
    ...changes,
    ...(items && { items: items.map(renamed) }),
    ...(shipping_methods && {
      shipping_methods: shipping_methods.map(renamed),
    }),
  }
}

function changed(row: string, ...references: readonly string[]): string {
  const ids = ["id", ...references].map(
    (column) => `'${column}', left(${row}.${column}, -${ENDING}) || :ending`
  )
  return `jsonb_build_object(${ids.join(", ")}, 'created_at', now(), 'updated_at', now())`
}
