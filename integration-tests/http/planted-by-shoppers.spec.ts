import type { HttpTypes } from "@medusajs/framework/types"
import fc from "fast-check"
import { readStatus } from "../../src/modules/stripe-checkout/domain/order-status/capture-rules"
import type { StripeCheckoutModuleService } from "../../src/modules/stripe-checkout/service"
import { Browser } from "../support/browser"
import { capturesOf, type HeldOrder, setStatus } from "../support/held-order"
import { only } from "../support/only"
import {
  orderMetadata,
  orderReads,
  ordersOfCart,
  sql,
} from "../support/order-records"
import { createCart, startPaymentSessionWith } from "../support/shopper"
import { intentOf, payAtStripe } from "../support/stripe-checkout"
import { describeStripeStore, PROVIDER_ID } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

/** What a shopper may send to the store's public routes. */
type Planted = {
  readonly cart?: HttpTypes.StoreUpdateCart
  readonly sessionData?: Record<string, unknown>
}

const LONG = "x".repeat(100_000)

/** Keys of their own, as a parsed body has them. */
const PROTOTYPE_KEYS = JSON.parse(
  `{ "__proto__": { "order_status": "paid" }, "constructor": { "prototype": {} }, "toString": "x" }`
) as Record<string, unknown>

const status = (order_status: unknown): Planted => ({
  cart: { metadata: { order_status } },
})

const PLANTED: readonly (readonly [string, Planted])[] = [
  ["a status that the plugin writes", status("paid")],
  ["the status that requests the capture", status("ready_for_capture")],
  ["an empty status", status("")],
  ["a status of blanks", status("   ")],
  ["a huge status", status(LONG)],
  ["a number", status(0)],
  ["a fraction", status(-1.5)],
  ["a boolean", status(false)],
  ["a nested object", status({ order_status: ["paid", { deep: LONG }] })],
  ["a list", status(["approved"])],
  ["names of a prototype", { cart: { metadata: PROTOTYPE_KEYS } }],
  [
    "the name of a prototype as its language",
    { cart: { locale: "constructor" } },
  ],
  ["a huge language", { cart: { locale: LONG.slice(0, 2_000) } }],
  [
    "names without an end and half characters",
    {
      cart: {
        shipping_address: {
          first_name: "\u{1F9F5}".repeat(2_000),
          last_name: "\ud83e <script>",
          address_1: LONG.slice(0, 6_000),
          city: "\u202e",
          postal_code: "{order_id}",
          phone: "not a number",
          country_code: "de",
        },
      },
    },
  ],
  [
    "somebody else's Checkout Session",
    {
      sessionData: {
        ...PROTOTYPE_KEYS,
        session_id: "payses_other",
        checkout_session_id: "cs_test_other",
        payment_intent_id: "pi_other",
        url: "https://elsewhere.example",
        status: "captured",
        order_status: "paid",
      },
    },
  ],
]

describeStripeStore("A shopper who plants", (store) => {
  it.each(PLANTED)(
    "%s pays for an order that reads approved and is captured once",
    async (_what, planted) => {
      const order = await placePlanted(planted)

      await orderReads(store, order.orderId, "approved")
      expect((await intentOf(store, order.session.id)).status).toBe(
        "requires_capture"
      )
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")
      expect(await capturesOf(store, order)).toEqual([120])
      expect(await intentOf(store, order.session.id)).toMatchObject({
        amount: 12000,
        amount_received: 12000,
      })
    }
  )

  it("any JSON value has it overwritten, because the statement that writes a status reads what the rules read", async () => {
    const { cart, orderId } = await placePlanted({})
    const { orderMetadata: writer } =
      store.container.resolve<StripeCheckoutModuleService>(
        "stripeCheckout"
      ).coreTables
    const write = async (from: string | null, to: string) =>
      writer.writeKey({ orderId, key: "planted", from, to })

    await fc.assert(
      fc.asyncProperty(jsonValue(), fc.string(), async (value, other) => {
        await sql(
          store,
          `update "order" set metadata = cast(:metadata as jsonb) where id = :orderId returning id`,
          { orderId, metadata: JSON.stringify({ kept: 1, planted: value }) }
        )
        const read = readStatus(value)
        const wrong = other === "" || other === read ? null : other
        if (wrong !== read) {
          expect(await write(wrong, "approved")).toBeUndefined()
        }
        expect(await write(read, "approved")).toBeDefined()
        expect(await orderMetadata(store, orderId)).toEqual({
          kept: 1,
          planted: "approved",
        })
      }),
      { numRuns: 200 }
    )
    expect(await ordersOfCart(store, cart.id)).toEqual([orderId])
  })

  async function placePlanted(planted: Planted): Promise<HeldOrder> {
    const purchase = await startPlanted(planted)
    const returnAddress = await payAtStripe(store, purchase)
    await purchase.browser.get(returnAddress)
    const orderId = await waitUntil("the order to be placed", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
    const { id } = await intentOf(store, purchase.session.id)
    return { ...purchase, orderId, paymentIntentId: id }
  }

  async function startPlanted({
    cart: changes = {},
    sessionData = {},
  }: Planted) {
    const { id } = await createCart(store)
    const { cart } = await store.storefront.store.cart.update(id, changes)
    const session = await startPaymentSessionWith(store, cart, {
      provider_id: PROVIDER_ID,
      data: sessionData,
    })
    return {
      cart,
      session,
      link: String(session.data["url"]),
      browser: new Browser(store),
    }
  }
})

/** As a parser makes them, and Postgres stores them. */
function jsonValue(): fc.Arbitrary<unknown> {
  const storable = (value: unknown): boolean =>
    !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value))
  return fc
    .oneof(
      fc.jsonValue(),
      fc.string({ unit: "binary" }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.maxSafeInteger(),
      fc.constantFrom(2 ** 53, -(2 ** 53), 1e21, 1e300, -0, 0.5, "", " ", null)
    )
    .filter(storable)
    .map((value) => JSON.parse(JSON.stringify(value)) as unknown)
}
