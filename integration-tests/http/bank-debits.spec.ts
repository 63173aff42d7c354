import { randomUUID } from "node:crypto"
import { Modules } from "@medusajs/framework/utils"
import { locationOf } from "../support/browser"
import { discrepanciesOf } from "../support/discrepancy-records"
import {
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { only } from "../support/only"
import {
  addShirts,
  reduceToOneShirt,
  setAddedShirts,
} from "../support/order-balance"
import { readCard, readCardPayment } from "../support/order-card"
import { ordersOfCart, orderReads, orderStatus } from "../support/order-records"
import {
  createPaymentLink,
  openLink,
  type PaymentLink,
  payLinkAt,
  refusalOfLink,
} from "../support/payment-links"
import { payloadFor, recordPublicEvents } from "../support/public-events"
import {
  checkoutSessionsOf,
  intentOf,
  openPage,
  payAtStripe,
  payFor,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import {
  makeRetriesDue,
  sweep,
  tick,
  waitForFailedSync,
  waitUntilIdle,
} from "../support/sweep"
import { waitUntil } from "../support/wait-until"

/** An order costs 120.00 EUR; a shirt more costs 100.00 EUR. Cards are held, debits cannot be. */
describeStripeStore(
  "A bank debit, which takes days",
  (store) => {
    const events = recordPublicEvents(store)

    beforeEach(() => store.stripe.setSwitch("sepa_debit", true))

    afterEach(() => store.stripe.webhooks.resume())

    describe("for a cart", () => {
      it("is processing until the bank answers: no order is placed, and the pay link opens nothing else", async () => {
        const { purchase } = await startDebit()

        await shopperSees(purchase, "processing")
        await tick(store)
        expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
        const address = locationOf(await purchase.browser.get(purchase.link))
        expect(address).toContain("/stripe-checkout/return")
        only(await checkoutSessionsOf(store, purchase.session.id))
      })

      it("places the order once the bank has paid, and the order is paid", async () => {
        const { purchase, page } = await startDebit()
        await shopperSees(purchase, "processing")

        await store.stripe.settleDebit(page, "succeeded")

        await shopperSees(purchase, "confirmed")
        const orderId = only(await ordersOfCart(store, purchase.cart.id))
        await orderReads(store, orderId, "paid")
        expect(await outstandingOf(orderId)).toBe(0)
        const captured = await events.first(purchase.session.id, "captured")
        expect(captured).toEqual(payloadFor({ ...purchase, orderId }))
      })

      it("places the order although no webhook reports that the bank has paid", async () => {
        const { purchase, page } = await startDebit()
        await shopperSees(purchase, "processing")
        await store.stripe.webhooks.pause()

        await store.stripe.settleDebit(page, "succeeded")
        await sweep(store)

        const orderId = await orderOf(purchase)
        await orderReads(store, orderId, "paid")
      })

      it("reports once that the bank refused, with the amount and Stripe's reason", async () => {
        const { purchase, page } = await startDebit()
        await shopperSees(purchase, "processing")

        await store.stripe.settleDebit(page, "failed")

        await shopperSees(purchase, "failed")
        await sweep(store)
        await waitUntilIdle(store)
        expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
        const reported = only(
          events.about(purchase.session.id, "payment_failed")
        )
        expect(reported).toEqual(
          payloadFor(purchase, {
            payment_id: null,
            reason: expect.stringContaining("insufficient funds") as string,
          })
        )
      })

      it("that failed can be paid by card with the same pay link", async () => {
        const { purchase, page } = await startDebit()
        await store.stripe.settleDebit(page, "failed")
        await shopperSees(purchase, "failed")

        const returned = await payAtStripe(store, purchase)
        await purchase.browser.get(returned)

        const orderId = await orderOf(purchase)
        await orderReads(store, orderId, "approved")
        await shopperSees(purchase, "confirmed")
        const [failed, paid] = await checkoutSessionsOf(
          store,
          purchase.session.id
        )
        expect(failed).toMatchObject({ id: page, payment_status: "unpaid" })
        expect(paid).toMatchObject({ status: "complete" })
      })

      it("that failed can be debited again, and each failure is reported", async () => {
        const { purchase, page } = await startDebit()
        await store.stripe.settleDebit(page, "failed")
        await shopperSees(purchase, "failed")

        const second = await debit(purchase)
        await shopperSees(purchase, "processing")
        await store.stripe.settleDebit(second, "failed")

        await shopperSees(purchase, "failed")
        await waitUntilIdle(store)
        expect(
          events.about(purchase.session.id, "payment_failed")
        ).toHaveLength(2)
      })

      it("that fails while no webhook arrives is noticed when the shopper follows the pay link", async () => {
        const { purchase, page } = await startDebit()
        await shopperSees(purchase, "processing")
        await store.stripe.webhooks.pause()
        await store.stripe.settleDebit(page, "failed")

        const first = locationOf(await purchase.browser.get(purchase.link))
        await purchase.browser.get(first)

        expect(await openPage(purchase)).not.toBe(page)
      })

      it("is reported for a refund when the shopper has paid by card meanwhile", async () => {
        const { purchase, page } = await startDebit()
        await shopperSees(purchase, "processing")
        const impatient = await payFor(store, purchase.cart)
        await impatient.browser.get(await payAtStripe(store, impatient))
        const orderId = await orderOf(purchase)
        await orderReads(store, orderId, "approved")

        await store.stripe.settleDebit(page, "succeeded")

        const found = await events.first(
          purchase.session.id,
          "discrepancy_found"
        )
        expect(found).toMatchObject({ amount: 120 })
        only(await ordersOfCart(store, purchase.cart.id))
        expect(await orderStatus(store, orderId)).toBe("approved")
        await refundAndResolve(purchase.session.id, page)
      })
    })

    describe("that the shopper's bank takes back after it has paid", () => {
      it("leaves the order as it is: a dispute is answered in Stripe's Dashboard", async () => {
        const { purchase, page } = await startDebit()
        await store.stripe.settleDebit(page, "succeeded")
        const orderId = await orderOf(purchase)
        await orderReads(store, orderId, "paid")
        const { id } = await intentOf(store, purchase.session.id)

        await store.stripe.dashboard.dispute(id)
        await waitUntilIdle(store)
        await sweep(store)

        await orderReads(store, orderId, "paid")
        expect(await outstandingOf(orderId)).toBe(0)
        expect(events.about(purchase.session.id, "payment_failed")).toEqual([])
      })
    })

    describe("for a payment link", () => {
      it("counts as on its way and not as paid", async () => {
        const { order, link } = await debitedLink()

        await cardReads(order, link, "processing")
        const card = await readCard(store, order.orderId)
        expect(card.payment_link).toMatchObject({
          allowed: false,
          reason: "covered_by_hold",
          amount: 0,
        })
        expect(await refusalOfLink(store, order)).toContain("in process")
        expect(await outstandingOf(order.orderId)).toBe(220)
        expect(await orderStatus(store, order.orderId)).toBe("approved")
        const { amounts } = await paymentOnCard(order, link)
        expect(amounts).toEqual({
          held: 0,
          captured: 0,
          released: 0,
          refunded: 0,
        })
      })

      it("pays the balance once the bank has paid, beside the order's hold", async () => {
        const { order, link, page } = await debitedLink()
        await cardReads(order, link, "processing")

        await store.stripe.settleDebit(page, "succeeded")

        await cardReads(order, link, "captured")
        await waitUntil(
          "the balance to be recorded",
          async () => (await outstandingOf(order.orderId)) === 120
        )
        expect(await orderStatus(store, order.orderId)).toBe("approved")
        await setStatus(store, order, "ready_for_capture")
        await orderReads(store, order.orderId, "paid")
        expect(await outstandingOf(order.orderId)).toBe(0)
      })

      it("that failed leaves the order as it was, and the same link is paid by card", async () => {
        const { order, link, page } = await debitedLink()
        await cardReads(order, link, "processing")

        await store.stripe.settleDebit(page, "failed")

        await cardReads(order, link, "failed")
        const card = await readCard(store, order.orderId)
        expect(card.payment_link).toMatchObject({ allowed: true, amount: 100 })
        expect(card.order_status).toBe("approved")
        expect(await outstandingOf(order.orderId)).toBe(220)
        await waitUntilIdle(store)
        expect(
          only(events.about(link.payment_session_id, "payment_failed"))
        ).toMatchObject({ order_id: order.orderId, amount: 100 })

        await payLinkAt(store, link)
        await cardReads(order, link, "held")
        await setStatus(store, order, "ready_for_capture")
        await orderReads(store, order.orderId, "paid")
        expect(await outstandingOf(order.orderId)).toBe(0)
      })

      it("that failed is requested again under the same address", async () => {
        const { order, link, page } = await debitedLink()
        await store.stripe.settleDebit(page, "failed")
        await cardReads(order, link, "failed")

        const again = await createPaymentLink(store, order)

        expect(again).toMatchObject({ url: link.url, amount: 100 })
      })

      it("that fails after the item was taken out again closes the link", async () => {
        const { order, link, page } = await debitedLink()
        await cardReads(order, link, "processing")
        await reduceToOneShirt(store, order)
        await waitUntilIdle(store)

        await store.stripe.settleDebit(page, "failed")

        const reported = await events.first(
          link.payment_session_id,
          "payment_failed"
        )
        expect(reported).toMatchObject({ amount: 100 })
        await waitUntil("nothing to be requested", async () => {
          const { payment_link: offer } = await readCard(store, order.orderId)
          return offer.reason === "covered_by_hold"
        })
        expect((await store.request(link.url)).status).toBe(410)
        await orderReads(store, order.orderId, "approved")
      })

      it("that fails is reported although the link cannot be adjusted yet, because somebody edits the order", async () => {
        const { order, link, page } = await debitedLink({ shirts: 2 })
        await cardReads(order, link, "processing")
        await setAddedShirts(store, order, 1)
        await waitUntilIdle(store)
        const unlock = await lockOrder(order)

        await store.stripe.settleDebit(page, "failed")
        await waitForFailedSync(store, link.payment_session_id)
        await unlock()
        await makeRetriesDue(store)
        await tick(store)

        await waitUntilIdle(store)
        only(events.about(link.payment_session_id, "payment_failed"))
        expect(await createPaymentLink(store, order)).toMatchObject({
          url: link.url,
          amount: 100,
        })
      })

      it("that succeeds after the order became dearer is counted, and only the rest is requested", async () => {
        const { order, link, page } = await debitedLink()
        await cardReads(order, link, "processing")
        await addShirts(store, order, 1)
        await waitUntilIdle(store)

        await store.stripe.settleDebit(page, "succeeded")

        await waitUntil(
          "the debit to be recorded",
          async () => (await outstandingOf(order.orderId)) === 220
        )
        const rest = await createPaymentLink(store, order)
        expect(rest.amount).toBe(100)
        await payLinkAt(store, rest)
        await cardReads(order, rest, "held")
        await setStatus(store, order, "ready_for_capture")
        await orderReads(store, order.orderId, "paid")
        expect(await outstandingOf(order.orderId)).toBe(0)
      })

      it("that succeeds for an order that was canceled meanwhile is reported for a refund", async () => {
        const { order, link, page } = await debitedLink()
        await cardReads(order, link, "processing")
        await store.admin.admin.order.cancel(order.orderId)
        await waitUntilIdle(store)

        await store.stripe.settleDebit(page, "succeeded")

        const found = await events.first(
          link.payment_session_id,
          "discrepancy_found"
        )
        expect(found.reason).toContain("The order is canceled")
        await refundAndResolve(link.payment_session_id, page)
      })
    })

    async function startDebit(): Promise<{
      readonly purchase: Purchase
      readonly page: string
    }> {
      const purchase = await startPurchase(store)
      return { purchase, page: await debit(purchase) }
    }

    /** Returns the Checkout Session's id. */
    async function debit(purchase: Purchase): Promise<string> {
      const page = await openPage(purchase)
      const { redirectUrl } = await store.stripe.pay(page, {
        method: "sepa_debit",
      })
      await purchase.browser.get(String(redirectUrl))
      return page
    }

    /** For one shirt more, unless said otherwise. */
    async function debitedLink({ shirts = 1 } = {}): Promise<{
      readonly order: HeldOrder
      readonly link: PaymentLink
      readonly page: string
    }> {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, shirts)
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)
      await store.stripe.pay(page, { method: "sepa_debit" })
      return { order, link, page }
    }

    async function shopperSees(
      { session, cart }: Purchase,
      expected: string
    ): Promise<void> {
      await waitUntil(`the shopper to see ${expected}`, async () => {
        const { body } = await store.request(
          `/store/stripe-checkout/payments/${session.id}?cart_id=${cart.id}`
        )
        return (
          (body as { state: string }).state === expected ||
          Promise.reject(new Error(JSON.stringify(body)))
        )
      })
    }

    async function orderOf({ cart }: Purchase): Promise<string> {
      return waitUntil("the order to be placed", async () =>
        only(await ordersOfCart(store, cart.id))
      )
    }

    function paymentOnCard(
      { orderId }: Pick<HeldOrder, "orderId">,
      link: PaymentLink
    ) {
      const session = { id: link.payment_session_id } as Purchase["session"]
      return readCardPayment(store, { orderId, session })
    }

    async function cardReads(
      order: HeldOrder,
      link: PaymentLink,
      expected: string
    ): Promise<void> {
      await waitUntil(`the card to read ${expected}`, async () => {
        const { payment_status } = await paymentOnCard(order, link)
        return (
          payment_status === expected ||
          Promise.reject(new Error(payment_status))
        )
      })
    }

    /** As core does during an edit. */
    async function lockOrder({ orderId }: HeldOrder) {
      const locking = store.container.resolve(Modules.LOCKING)
      const ownerId = randomUUID()
      await locking.acquire(orderId, { ownerId, expire: 60 })
      return () => locking.release(orderId, { ownerId })
    }

    async function outstandingOf(orderId: string): Promise<number> {
      const { order } = await store.admin.admin.order.retrieve(orderId, {
        fields: "summary",
      })
      return order.summary.pending_difference
    }

    async function refundAndResolve(
      paymentSessionId: string,
      page: string
    ): Promise<void> {
      const { payment_intents, checkout_sessions } = await store.stripe.ledger()
      const session = checkout_sessions.find(({ id }) => id === page)
      const intent = payment_intents.find(
        ({ id }) => id === session?.known_payment_intent
      )
      await store.stripe.dashboard.refund(String(intent?.id))
      await waitUntil("the discrepancy to be resolved", async () => {
        const found = await discrepanciesOf(store, paymentSessionId)
        return found.every(({ status }) => status === "resolved")
      })
    }
  },
  { captureMethod: "manual_where_possible" }
)
