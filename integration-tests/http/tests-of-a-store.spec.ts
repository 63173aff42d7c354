import { nextEvent } from "../../docs/snippets/next-event"
import { payInTest } from "../../docs/snippets/pay-in-a-test"
import type { StripeCheckoutEventPayload } from "../../src/workflows"
import { createCart } from "../support/shopper"
import { describeStripeStore } from "../support/stripe-store"

describeStripeStore("The guide's code for a store's own tests", (store) => {
  const pay = async () =>
    payInTest(
      store.storefront,
      await createCart(store),
      process.env["STRIPE_API_BASE"] ?? ""
    )

  it("pays a cart and waits for its order", async () => {
    const { state, order_id } = await pay()

    expect(state).toBe("confirmed")
    const { order } = await store.storefront.store.order.retrieve(
      order_id ?? ""
    )
    expect(order.total).toBe(120)
  })

  it("waits for an event of the plugin", async () => {
    const { order_id = "" } = await pay()
    const captured = nextEvent<StripeCheckoutEventPayload>(
      store.container,
      "stripe_checkout.captured"
    )

    await store.admin.admin.order.update(order_id, {
      metadata: { order_status: "ready_for_capture" },
    })

    expect(await captured).toMatchObject({ order_id, amount: 120 })
  })
})
