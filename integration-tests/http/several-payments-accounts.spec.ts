import { discrepanciesOf } from "../support/discrepancy-records"
import {
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { holdByLink, type LinkedHold, sessionOf } from "../support/linked-hold"
import { addShirts, reduceToOneShirt } from "../support/order-balance"
import {
  capturedInMedusa,
  releaseByCard,
  synchronizeByCard,
} from "../support/order-card"
import {
  operationsOf,
  orderReads,
  orderStatus,
  sql,
  synchronize,
} from "../support/order-records"
import { pendingOf } from "../support/paid-order"
import {
  createPaymentLink,
  openLink,
  type PaymentLink,
} from "../support/payment-links"
import { checkoutSessionsOf, intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { makeRetriesDue, tick, waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

const EU_KEY = "sk_test_second"

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR. */
describeStripeStore(
  "An order whose payments are in two accounts",
  (store) => {
    beforeEach(() => store.stripe.setSwitch("sepa_debit", true))

    afterEach(async () => {
      await store.stripe.restoreKey(EU_KEY)
      await store.stripe.webhooks.resume()
    })

    it("captures what is held in both", async () => {
      const { order, balance } = await twoHolds()

      await setStatus(store, order, "ready_for_capture")

      await orderReads(store, order.orderId, "paid")
      expect(await capturedInMedusa(store, order)).toEqual([120])
      expect(await capturedIn(balance)).toEqual([100])
    })

    it("captures what it needs of one account while the other's key is refused", async () => {
      const { order, balance } = await twoHolds()
      await waitUntilIdle(store)
      await store.stripe.loseKey("invalid", EU_KEY)

      await setStatus(store, order, "ready_for_capture")

      await waitUntil(
        "the first account's capture",
        async () => (await capturedInMedusa(store, order)).join() === "120"
      )
      await waitUntilIdle(store)
      // The other account's money is held, and its capture is still requested.
      expect(await orderStatus(store, order.orderId)).toBe("approved")
      await store.stripe.restoreKey(EU_KEY)
      await makeRetriesDue(store)
      await tick(store)
      await orderReads(store, order.orderId, "paid")
      expect(await capturedIn(balance)).toEqual([100])
    })

    it("captures what was requested of one account while a reading of the other was about to fail", async () => {
      const { order, balance } = await twoHolds()
      await waitUntilIdle(store)
      const { acted } = await store.stripe.actDuringNext(
        { method: "GET", path: "/v1/checkout/sessions" },
        async () => {
          await store.stripe.loseKey("invalid", EU_KEY)
          await setStatus(store, order, "ready_for_capture")
          await waitUntil("the first payment to be marked", async () =>
            isMarked(order)
          )
        }
      )

      await expect(
        synchronize(store, balance.session.id)
      ).rejects.toHaveProperty("message", "Stripe does not accept the API key.")

      await acted
      // Without the job, which would come a minute later.
      await waitUntil(
        "the first account's capture",
        async () => (await capturedInMedusa(store, order)).join() === "120"
      )
    })

    it("captures nothing that the unreadable account may have captured", async () => {
      const { order, balance } = await twoHolds()
      await reduceToOneShirt(store, order)
      await waitUntilIdle(store)
      await store.stripe.webhooks.pause()
      await store.stripe.dashboard.capture(balance.paymentIntentId)
      await store.stripe.loseKey("invalid", EU_KEY)

      await setStatus(store, order, "ready_for_capture")

      await waitUntilIdle(store)
      await waitUntil(
        "the request",
        async () => (await operationsOf(store, order.orderId)).length
      )
      expect(await capturedInMedusa(store, order)).toEqual([])
      await store.stripe.restoreKey(EU_KEY)
      await store.stripe.webhooks.resume()
      await makeRetriesDue(store)
      await tick(store)
      await orderReads(store, order.orderId, "paid")
      expect(await capturedInMedusa(store, order)).toEqual([20])
    })

    it("has one page that can be paid, whichever account the link is requested in", async () => {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      const first = await createPaymentLink(store, order)
      const page = await openLink(store, first)

      const second = await createPaymentLink(store, order, { account: "eu" })
      const other = await openLink(store, second)

      await waitUntil("the first page to expire", async () => {
        const pages = await checkoutSessionsOf(store, first.payment_session_id)
        return pages.find(({ id }) => id === page)?.status === "expired"
      })
      await store.stripe.pay(other)
      await waitUntil("the balance to be held", async () => {
        const intent = await intentOf(store, second.payment_session_id)
        return intent.status === "requires_capture"
      })
      await waitUntilIdle(store)
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")
      expect(await pendingOf(store, order)).toBe(0)
    })

    it("reads released, not refunded, when only money that it never owed was refunded", async () => {
      const { order, link } = await debitPaidTooLate()
      await store.stripe.dashboard.refund(await paymentIntentOf(link))
      await waitUntil("the discrepancy to be resolved", async () => {
        const found = await discrepanciesOf(store, link.payment_session_id)
        return (
          found.length && found.every(({ status }) => status === "resolved")
        )
      })
      expect(await orderStatus(store, order.orderId)).toBe("approved")

      await releaseByCard(store, order)

      await waitUntilIdle(store)
      await synchronizeByCard(store, order)
      expect(await orderStatus(store, order.orderId)).toBe(
        "authorization_released"
      )
    })

    it("reads paid, and refunded once its own money was, beside money that it never owed", async () => {
      const { order, link } = await debitPaidTooLate()
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")

      await store.stripe.dashboard.refund(order.paymentIntentId)

      await orderReads(store, order.orderId, "refunded")
      await store.stripe.dashboard.refund(await paymentIntentOf(link))
      await waitUntilIdle(store)
      expect(await orderStatus(store, order.orderId)).toBe("refunded")
    })

    /** Whoever holds the lease of the order's payments synchronizes it. */
    async function isMarked({ session }: HeldOrder): Promise<boolean> {
      const [row] = await sql<{ resync_requested: boolean }>(
        store,
        `select resync_requested from stripe_checkout_payment
          where payment_session_id = :id`,
        { id: session.id }
      )
      return row?.resync_requested === true
    }

    async function twoHolds(): Promise<{
      readonly order: HeldOrder
      readonly balance: LinkedHold
    }> {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      const balance = await holdByLink(store, order, { account: "eu" })
      return { order, balance }
    }

    /** The item is taken out again while the bank debits its price. */
    async function debitPaidTooLate(): Promise<{
      readonly order: HeldOrder
      readonly link: PaymentLink
    }> {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      const link = await createPaymentLink(store, order)
      const page = await openLink(store, link)
      await store.stripe.pay(page, { method: "sepa_debit" })
      await waitUntilIdle(store)
      await reduceToOneShirt(store, order)
      await waitUntilIdle(store)
      await store.stripe.settleDebit(page, "succeeded")
      await waitUntil("the discrepancy", async () => {
        const found = await discrepanciesOf(store, link.payment_session_id)
        return found.length
      })
      await waitUntilIdle(store)
      return { order, link }
    }

    async function paymentIntentOf(link: PaymentLink): Promise<string> {
      const [row] = await sql<{ payment_intent_id: string }>(
        store,
        `select payment_intent_id from stripe_checkout_payment
          where payment_session_id = :id`,
        { id: sessionOf(link).id }
      )
      return String(row?.payment_intent_id)
    }

    function capturedIn({ session }: LinkedHold): Promise<number[]> {
      return capturedInMedusa(store, { orderId: "", session })
    }
  },
  {
    captureMethod: "manual_where_possible",
    accounts: {
      eu: { apiKey: EU_KEY, webhookSecret: "whsec_of_the_second_account" },
    },
  }
)
