import {
  addToCartWorkflow,
  createCartCreditLinesWorkflow,
} from "@medusajs/medusa/core-flows"
import { only } from "../../support/only"
import { ordersOfCart } from "../../support/order-records"
import { type Cart, createCart } from "../../support/shopper"
import { intentOf, openPage, payFor } from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import { waitUntil } from "../../support/wait-until"
import type { Markets } from "./markets"
import { readPage } from "./read-page"

/** Carts that Medusa's own tax and promotion engines calculated, as Stripe's page shows them. */
export function showsTheCart(store: StripeStore, markets: () => Markets): void {
  const pageOf = (cart: Cart) => readPage(store, cart)

  it("shows the item with its variant and quantity, and the shipping", async () => {
    const cart = await createCart(store, {
      items: [{ variant_id: store.seed.variantId, quantity: 3 }],
    })

    expect(await pageOf(cart)).toEqual([
      { name: "Shirt", quantity: 3, amount: 30000 },
      { name: "Standard delivery", quantity: 1, amount: 2000 },
    ])
  })

  it("shows tax as a separate line where prices exclude it", async () => {
    const cart = await createCart(store, { region: markets().britain })

    expect(cart.total).toBe(66)
    expect(await pageOf(cart)).toEqual([
      { name: "Linen shirt", quantity: 1, amount: 5000 },
      { name: "Parcel", quantity: 1, amount: 500 },
      { name: "Tax", quantity: 1, amount: 1100 },
    ])
  })

  it("shows the same prices as the storefront where they include tax", async () => {
    const cart = await createCart(store, { region: markets().netherlands })

    expect(cart.total).toBe(72.6)
    expect(await pageOf(cart)).toEqual([
      { name: "Linen shirt", quantity: 1, amount: 6050 },
      { name: "Parcel", quantity: 1, amount: 1210 },
    ])
  })

  it("distributes store credit over the lines", async () => {
    const cart = await createCart(store)
    await createCartCreditLinesWorkflow(store.container).run({
      input: [
        {
          cart_id: cart.id,
          amount: 30,
          reference: "gift card",
          reference_id: "gift_1",
          metadata: {},
        },
      ],
    })
    const { cart: reduced } = await store.storefront.store.cart.retrieve(
      cart.id
    )

    expect(reduced.total).toBe(90)
    expect(await pageOf(reduced)).toEqual([
      { name: "Shirt", quantity: 1, amount: 7500 },
      { name: "Standard delivery", quantity: 1, amount: 1500 },
    ])
  })

  it("combines everything beyond a hundred lines", async () => {
    const cart = await createCart(store)
    await addCustomItems(
      store,
      cart,
      Array.from({ length: 130 }, (_, index) => ({
        title: `Button ${index}`,
        unit_price: 1.01,
        quantity: 1,
      }))
    )
    const { cart: full } = await store.storefront.store.cart.retrieve(cart.id)

    const lines = await pageOf(full)

    expect(lines).toHaveLength(100)
    expect(lines.at(-2)?.name).toMatch(/^More items \(3\d\)$/)
  })

  it("charges the rounded sum of Medusa's fractions of a cent, and places the order at that amount", async () => {
    const cart = await createCart(store)
    await addCustomItems(store, cart, [
      { title: "Cloth by the meter", unit_price: 33.333, quantity: 3 },
      { title: "Thread", unit_price: 0.005, quantity: 1 },
    ])
    const { cart: full } = await store.storefront.store.cart.retrieve(cart.id)
    const purchase = await payFor(store, full)

    await store.stripe.pay(await openPage(purchase))

    const order = await waitUntil("the order", async () =>
      only(await ordersOfCart(store, cart.id))
    )
    // 120 + 99.999 + 0.005
    expect(await intentOf(store, purchase.session.id)).toMatchObject({
      amount: 22000,
      status: "requires_capture",
    })
    expect(order).toBeTruthy()
  })
}

/** Items that are not products, with a title and price of their own. */
async function addCustomItems(
  { container }: StripeStore,
  cart: Cart,
  items: readonly { title: string; unit_price: number; quantity: number }[]
): Promise<void> {
  await addToCartWorkflow(container).run({
    input: {
      cart_id: cart.id,
      items: items.map((item) => ({ ...item, requires_shipping: false })),
    },
  })
}
