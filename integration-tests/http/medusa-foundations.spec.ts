import { once } from "node:events"
import { resolve } from "node:path"
import { MedusaError } from "@medusajs/framework/utils"
import {
  completeByWorkflowEngine,
  createRefusedCart,
  eventsUpToNow,
  ordersOf,
  paymentModule,
  paymentOf,
  placePaidOrder,
  RECORDING_PROVIDER,
} from "../foundations/fixtures"
import { recorder } from "../foundations/recorder"
import { only } from "../support/only"
import {
  createCart,
  placeOrder,
  startPaymentSession,
  startPaymentSessionWith,
} from "../support/shopper"
import { describeStore } from "../support/store"
import { waitUntil } from "../support/wait-until"

/**
 * What the plugin's design assumes about Medusa, some of it undocumented. When a new version of Medusa breaks one
 * of these, the design must be reviewed, not only the code.
 */
describeStore(
  "Medusa, which the design relies on,",
  (store) => {
    it("passes no amount to the provider when it authorizes, but the session and its collection are readable", async () => {
      const { session } = await placePaidOrder(store)

      const call = only(recorder.callsOf("authorize", session.id))
      expect(Object.keys(call.input).sort()).toEqual(["context", "data"])
      expect(call.found).toEqual({
        amount: 120,
        currency: "eur",
        collectionAmount: 120,
      })
    })

    it("passes no amount to the provider when it captures, but the capture row is readable, even for a partial capture", async () => {
      const { session } = await placePaidOrder(store)
      const payment = await paymentOf(store, session.id)

      await store.admin.admin.payment.capture(payment.id, { amount: 30 })
      await store.admin.admin.payment.capture(payment.id, { amount: 70 })

      const calls = recorder.callsOf("capture", session.id)
      for (const { input } of calls) {
        expect(Object.keys(input).sort()).toEqual(["context", "data"])
      }
      expect(calls.map(({ found }) => found)).toEqual([
        { amount: 30, paymentAmount: 120, capturedBefore: [] },
        { amount: 70, paymentAmount: 120, capturedBefore: [30] },
      ])
    })

    it("lets a browser route write to a session's data without changing the status or calling the provider", async () => {
      const { session } = await placePaidOrder(store)

      const answer = await store.request(`/foundations/pay/${session.id}`)

      expect(answer.status).toBe(303)
      expect(answer.headers.get("location")).toBe(
        "https://pay.example/cs_test_1"
      )
      expect(
        await paymentModule(store).retrievePaymentSession(session.id)
      ).toEqual(
        expect.objectContaining({
          status: "authorized",
          amount: 120,
          data: {
            session_id: session.id,
            url: "https://shop.example/pay",
            checkout_session_id: "cs_test_1",
          },
        })
      )
      expect(recorder.callsOf("update", session.id)).toEqual([])
    })

    it("undoes an authorization in updatePaymentSession, which is why only rows are written", async () => {
      const cart = await createCart(store)
      const session = await startPaymentSession(store, cart, RECORDING_PROVIDER)
      const order = new EventTarget()
      recorder.delays.set(session.id, once(order, "placed"))

      const update = paymentModule(store).updatePaymentSession({
        id: session.id,
        data: { session_id: session.id },
        amount: 120,
        currency_code: "eur",
      })
      await waitUntil("the provider to be called for the update", () =>
        recorder.callsOf("update", session.id).at(0)
      )
      await placeOrder(store, cart)
      order.dispatchEvent(new Event("placed"))
      await update

      const after = await paymentModule(store).retrievePaymentSession(
        session.id
      )
      expect(after.status).toBe("pending")
      expect(after.authorized_at).not.toBeNull()
    })

    it("never lets client data overwrite a key that the provider returns, and keeps the other keys", async () => {
      const cart = await createCart(store)

      const session = await startPaymentSessionWith(store, cart, {
        provider_id: RECORDING_PROVIDER,
        data: {
          session_id: "payses_of_somebody_else",
          url: "https://evil.example",
          checkout_session_id: "cs_stolen",
          note: "mine",
        },
      })

      expect(session.data).toEqual({
        session_id: session.id,
        url: "https://shop.example/pay",
        checkout_session_id: null,
        note: "mine",
      })
    })

    it("turns ten parallel completions into one order, one authorization and one order.placed", async () => {
      const email = "ten.tabs@example.com"
      const cart = await createCart(store, { email })
      const session = await startPaymentSession(store, cart, RECORDING_PROVIDER)
      const fiveTimes = Array.from({ length: 5 })

      const orderIds = await Promise.all([
        ...fiveTimes.map(() => completeByWorkflowEngine(store, cart.id)),
        ...fiveTimes.map(async () => (await placeOrder(store, cart)).id),
      ])

      const orderId = only([...new Set(orderIds)])
      expect(await ordersOf(store, email)).toEqual([orderId])
      expect(recorder.callsOf("authorize", session.id)).toHaveLength(1)
      expect(await eventsUpToNow(store, "order.placed", orderId)).toHaveLength(
        1
      )
    })

    it("passes the type and code of a provider's MedusaError through the completion, as a plain object", async () => {
      const cart = await createRefusedCart(store, MedusaError.Types.NOT_ALLOWED)

      const error: unknown = await completeByWorkflowEngine(
        store,
        cart.id
      ).catch((thrown: unknown) => thrown)
      expect(error).not.toBeInstanceOf(MedusaError)
      expect(MedusaError.isMedusaError(error)).toBe(true)
      expect(error).toMatchObject({
        type: "not_allowed",
        code: "amount_differs",
      })

      const answer = await store.request(`/store/carts/${cart.id}/complete`, {
        method: "POST",
      })
      expect(answer).toMatchObject({
        status: 400,
        body: {
          type: "not_allowed",
          code: "amount_differs",
          message: "Nothing was taken",
        },
      })
    })

    it("answers 200 with the cart when the provider reports that the shopper has more to do", async () => {
      const cart = await createRefusedCart(
        store,
        MedusaError.Types.PAYMENT_REQUIRES_MORE_ERROR
      )

      const answer = await store.request(`/store/carts/${cart.id}/complete`, {
        method: "POST",
      })

      expect(answer).toMatchObject({
        status: 200,
        body: { type: "cart", error: { type: "payment_requires_more_error" } },
      })
    })

    it("records each edit of an order's metadata with the old value and the patch before order.updated arrives", async () => {
      const { order } = await placePaidOrder(store, { gift: "yes" })
      const edit = (status: string) =>
        store.admin.admin.order.update(order.id, {
          metadata: { order_status: status },
        })

      await edit("approved")
      await edit("ready_for_capture")

      const events = await eventsUpToNow(store, "order.updated", order.id)
      expect(events.map(({ changes }) => changes.length)).toEqual([1, 2])
      const changes = events.at(-1)?.changes ?? []
      const details = changes.map(({ actions }) => only(actions).details)
      expect(details).toEqual([
        {
          type: "metadata",
          old: { gift: "yes" },
          new: { order_status: "approved" },
        },
        {
          type: "metadata",
          old: { gift: "yes", order_status: "approved" },
          new: { order_status: "ready_for_capture" },
        },
      ])
    })
  },
  { appDir: resolve(__dirname, "../foundations") }
)
