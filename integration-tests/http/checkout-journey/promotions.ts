import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"
import { only } from "../../support/only"
import { type Cart, createCart } from "../../support/shopper"
import {
  openPage,
  checkoutSessionsOf,
  payFor,
} from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import type { Markets } from "./markets"
import { readPage } from "./read-page"

/** Promotions of every kind, as Medusa's engine applies them. */
export function netsPromotions(
  store: StripeStore,
  markets: () => Markets
): void {
  const withPromotion = async (
    cart: Cart,
    requests: object,
    type: "standard" | "buyget" = "standard"
  ): Promise<Cart> => {
    const code = `CODE${Math.random().toString(36).slice(2, 8).toUpperCase()}`
    await createPromotionsWorkflow(store.container).run({
      input: {
        promotionsData: [
          {
            code,
            type,
            status: "active",
            application_method: requests as never,
          },
        ],
      },
    })
    const { cart: changed } = await store.storefront.store.cart.update(
      cart.id,
      { promo_codes: [code] }
    )
    return changed
  }

  it.each([
    [
      "ten percent off each item",
      {
        type: "percentage",
        value: 10,
        target_type: "items",
        allocation: "each",
        max_quantity: 9,
      },
    ],
    [
      "7.77 off the order",
      {
        type: "fixed",
        value: 7.77,
        target_type: "order",
        currency_code: "CART",
      },
    ],
    [
      "a fixed amount off the items, across",
      {
        type: "fixed",
        value: 10.01,
        target_type: "items",
        allocation: "across",
        currency_code: "CART",
      },
    ],
    [
      "a third off the order",
      { type: "percentage", value: 33.33, target_type: "order" },
    ],
    [
      "free delivery",
      {
        type: "percentage",
        value: 100,
        target_type: "shipping_methods",
        allocation: "each",
        max_quantity: 1,
      },
    ],
  ])("deducts a promotion from its lines: %s", async (_what, method) => {
    for (const region of [undefined, ...Object.values(markets())]) {
      const cart = await createCart(store, {
        ...(region ? { region } : {}),
        items: [
          {
            variant_id: (region ?? store.seed).variantId,
            quantity: 3,
          },
        ],
      })
      const reduced = await withPromotion(cart, {
        ...method,
        ...("currency_code" in method
          ? { currency_code: cart.currency_code }
          : {}),
      })
      expect(reduced.total).toBeLessThan(cart.total)

      const lines = await readPage(store, reduced)

      const sum = lines.reduce((total, { amount }) => total + amount, 0)
      expect(sum).toBe(Math.round(reduced.total * 100))
      expect(lines[0]?.name).toMatch(/^(Shirt|Linen shirt)/)
    }
  })

  it("deducts the price of a gift that comes with another item", async () => {
    const cart = await createCart(store, {
      items: [{ variant_id: store.seed.variantId, quantity: 3 }],
    })
    const reduced = await withPromotion(
      cart,
      {
        type: "percentage",
        value: 100,
        target_type: "items",
        allocation: "each",
        max_quantity: 1,
        apply_to_quantity: 1,
        buy_rules_min_quantity: 2,
        buy_rules: [shirts(store)],
        target_rules: [shirts(store)],
      },
      "buyget"
    )

    expect(reduced.total).toBe(220)
    expect(await readPage(store, reduced)).toEqual([
      { name: "Shirt x 3", quantity: 1, amount: 20000 },
      { name: "Standard delivery", quantity: 1, amount: 2000 },
    ])
  })

  it("names a discount and its code in the line's description", async () => {
    const cart = await withPromotion(await createCart(store), {
      type: "percentage",
      value: 10,
      target_type: "items",
      allocation: "each",
      max_quantity: 9,
    })
    const purchase = await payFor(store, cart)
    await openPage(purchase)

    const { url } = only(await checkoutSessionsOf(store, purchase.session.id))
    const page = await fetch(url ?? "")

    const code = only(cart.promotions).code ?? "none"
    expect(await page.text()).toContain(
      `Shirt M · Discount ${code}: -10.00 EUR`
    )
  })
}

function shirts({ seed }: StripeStore) {
  return {
    attribute: "items.product.id",
    operator: "eq",
    values: [seed.productId],
  }
}
