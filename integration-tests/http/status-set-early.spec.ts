import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { whileNobodySynchronizes } from "../support/held-lease"
import {
  capturesOf,
  placeApprovedOrder,
  setStatus,
} from "../support/held-order"
import {
  operationsOf,
  orderReads,
  ordersOfCart,
  orderStatus,
  synchronize,
} from "../support/order-records"
import { only } from "../support/only"
import { isStatementBlocked } from "../support/order-card"
import { payloadFor, recordPublicEvents } from "../support/public-events"
import { placeOrder } from "../support/shopper"
import {
  intentOf,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

const DESCRIBING = /^\/v1\/payment_intents\/pi_\w+$/

describeStripeStore("A status set before the plugin's first one", (store) => {
  const events = recordPublicEvents(store)

  afterEach(async () => {
    await store.stripe.clearFaults()
    await store.stripe.webhooks.resume()
    await store.stripe.webhooks.idle()
  })

  it("captures when it is ready_for_capture", async () => {
    const order = await placeUnsynchronized(["ready_for_capture"])

    await synchronize(store, order.session.id)

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([120])
  })

  it("captures when an automation sets it as soon as the order is placed", async () => {
    const bus = store.container.resolve(Modules.EVENT_BUS)
    const subscriberId = "test-sets-ready"
    const automation = async ({ data }: { data: unknown }) =>
      setStatus(
        store,
        { orderId: (data as { id: string }).id },
        "ready_for_capture"
      )
    bus.subscribe("order.placed", automation, { subscriberId })
    try {
      const purchase = await startPurchase(store)
      const returnAddress = await payAtStripe(store, purchase)
      await purchase.browser.get(returnAddress)
      const orderId = await waitUntil("the order to be placed", async () =>
        only(await ordersOfCart(store, purchase.cart.id))
      )

      await orderReads(store, orderId, "paid")
      expect(await capturesOf(store, purchase)).toEqual([120])
    } finally {
      bus.unsubscribe("order.placed", automation, { subscriberId })
    }
  })

  it("stays when it is another one, and the money is reported as held", async () => {
    const order = await placeUnsynchronized(["on_hold"])

    await synchronize(store, order.session.id)

    expect(await orderStatus(store, order.orderId)).toBe("on_hold")
    expect(await events.first(order.session.id, "authorized")).toEqual(
      payloadFor(order)
    )
    await setStatus(store, order, "ready_for_capture")
    await synchronize(store, order.session.id)
    expect(await capturesOf(store, order)).toEqual([])
  })

  it("counts for nothing when the cart carried it", async () => {
    const order = await placeUnsynchronized([], {
      order_status: "ready_for_capture",
    })

    await synchronize(store, order.session.id)

    expect(await orderStatus(store, order.orderId)).toBe("approved")
    expect(await operationsOf(store, order.orderId)).toEqual([])
  })

  it.each([{ of: "the shopper" }, [], ""])(
    "is replaced when it is the %j that the cart carried",
    async (carried) => {
      const order = await placeUnsynchronized([], { order_status: carried })

      await synchronize(store, order.session.id)

      expect(await orderStatus(store, order.orderId)).toBe("approved")
    }
  )

  it("is still replaced when it changes while the plugin writes its own", async () => {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store, {
      metadata: { order_status: "paid" },
    })
    await payAtStripe(store, purchase)
    const database = store.container.resolve(
      ContainerRegistrationKeys.PG_CONNECTION
    )
    const { orderId, edit } = await whileNobodySynchronizes(
      store,
      purchase.session.id,
      async () => {
        const { id } = await placeOrder(store, purchase.cart)
        const transaction = await database.transaction()
        await transaction.raw(
          `update "order" set metadata = '{}' where id = ?`,
          [id]
        )
        return { orderId: id, edit: transaction }
      }
    )

    const synchronized = synchronize(store, purchase.session.id)
    await waitUntil("the plugin to wait for the edit", async () =>
      isStatementBlocked(store)
    )
    await edit.commit()
    await synchronized

    expect(await orderStatus(store, orderId)).toBe("approved")
  })

  it("waits for nothing cosmetic: Stripe fails whenever the order's number is written to it", async () => {
    await store.stripe.failNext({
      kind: "http_500_before",
      method: "POST",
      path: DESCRIBING,
      times: 50,
    })

    const order = await placeApprovedOrder(store)
    await setStatus(store, order, "ready_for_capture")

    await orderReads(store, order.orderId, "paid")
    await store.stripe.clearFaults()
    await synchronize(store, order.session.id)
    expect((await intentOf(store, order.session.id)).metadata).toMatchObject({
      order_id: order.orderId,
    })
  })

  /** Placed by the storefront, while another instance holds the payment. */
  async function placeUnsynchronized(
    statuses: readonly string[],
    metadata?: Record<string, unknown>
  ): Promise<Purchase & { readonly orderId: string }> {
    await store.stripe.webhooks.pause()
    const purchase = await startPurchase(store, metadata ? { metadata } : {})
    await payAtStripe(store, purchase)
    return whileNobodySynchronizes(store, purchase.session.id, async () => {
      const { id: orderId } = await placeOrder(store, purchase.cart)
      for (const status of statuses) {
        await setStatus(store, { orderId }, status)
      }
      return { ...purchase, orderId }
    })
  }
})
