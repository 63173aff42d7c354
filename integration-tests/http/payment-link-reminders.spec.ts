import { type HeldOrder, placeHeldOrder } from "../support/held-order"
import { passLinkMoments } from "../support/link-moments"
import { addShirts } from "../support/order-balance"
import { readCard } from "../support/order-card"
import {
  createPaymentLink,
  emailPaymentLink,
  openLink,
  payLinkAt,
  type PaymentLink,
} from "../support/payment-links"
import { recordPublicEvents } from "../support/public-events"
import { describeStripeStore } from "../support/stripe-store"
import { tick, waitUntilIdle } from "../support/sweep"

const EVENT = "payment_link_reminder"

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR. */
describeStripeStore(
  "A payment link that nobody pays",
  (store) => {
    const events = recordPublicEvents(store)

    it("is reminded of once, days after it was created, with all that an e-mail needs", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order, { amount: 30 })
      await passLinkMoments(store, link, 47)
      await runJob()
      expect(remindersOf(link)).toEqual([])

      await passLinkMoments(store, link, 1)
      await runJob()
      await runJob()

      expect(remindersOf(link)).toEqual([
        expect.objectContaining({
          url: link.url,
          amount: 30,
          email: order.cart.email,
          order_id: order.orderId,
          expires_at: null,
          actor: "stripe-checkout",
          reason_code: EVENT,
        }),
      ])
      const { payments } = await readCard(store, order.orderId)
      expect(payments.flatMap(({ operations }) => operations)).toContainEqual(
        expect.objectContaining({
          kind: "payment_link_email",
          reason_code: EVENT,
        })
      )
    })

    it("is reminded of counting from the last e-mail, also where its page is open", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order)
      await passLinkMoments(store, link, 24)
      await emailPaymentLink(store, order)
      await openLink(store, link)

      await passLinkMoments(store, link, 24)
      await runJob()
      expect(remindersOf(link)).toEqual([])

      await passLinkMoments(store, link, 24)
      await runJob()
      expect(remindersOf(link)).toHaveLength(1)
    })

    it("is reminded of before it expires", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order, {
        expires_at: new Date(Date.now() + 30 * 60 * 60 * 1000).toISOString(),
      })

      await passLinkMoments(store, link, 16)
      await runJob()

      expect(remindersOf(link)).toHaveLength(1)
    })

    it("is not reminded of once it was paid", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order)
      await payLinkAt(store, link)
      await events.first(link.payment_session_id, "payment_link_paid")

      await passLinkMoments(store, link, 72)
      await runJob()

      expect(remindersOf(link)).toEqual([])
    })

    async function dearerOrder(): Promise<HeldOrder> {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      return order
    }

    async function runJob(): Promise<void> {
      await tick(store)
      await waitUntilIdle(store)
    }

    function remindersOf(link: PaymentLink): unknown[] {
      return events.about(link.payment_session_id, EVENT)
    }
  },
  { paymentLinks: { reminderAfterHours: 48 } }
)
