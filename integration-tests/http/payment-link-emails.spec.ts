import { Modules } from "@medusajs/framework/utils"
import { type HeldOrder, placeHeldOrder } from "../support/held-order"
import { only } from "../support/only"
import { addShirts } from "../support/order-balance"
import { administratorId, readCard, refusalOf } from "../support/order-card"
import { sql } from "../support/order-records"
import { createPaymentLink, emailPaymentLink } from "../support/payment-links"
import { recordPublicEvents } from "../support/public-events"
import { describeStripeStore, type StripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

const EVENT = "payment_link_email_requested"

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR. */
describeStripeStore("A payment link by e-mail", (store) => {
  const events = recordPublicEvents(store)

  it("reaches whoever sends the store's e-mails with all that one needs, and the history names who requested it", async () => {
    const order = await dearerOrder(store)

    const link = await emailPaymentLink(store, order)

    const emitted = await events.first(link.payment_session_id, EVENT)
    const administrator = await administratorId(store)
    expect(emitted).toMatchObject({
      url: link.url,
      email: order.cart.email,
      customer_id: order.cart.customer_id,
      customer_name: expect.any(String) as string,
      actor: administrator,
      order_id: order.orderId,
      order_display_id: expect.any(Number) as number,
      amount: 100,
      currency_code: "eur",
      reason_code: EVENT,
    })
    expect(emitted).toHaveProperty("locale")
    const { payments } = await readCard(store, order.orderId)
    const history = payments.flatMap(({ operations }) => operations)
    expect(history).toEqual(
      expect.arrayContaining(
        ["payment_link", "payment_link_email"].map(
          (kind) =>
            expect.objectContaining({
              kind,
              source: "request",
              status: "succeeded",
              amount: 100,
              actor: administrator,
            }) as object
        )
      )
    )
  })

  it("is what a new link announces as well, so that a store may send every one by itself", async () => {
    const order = await dearerOrder(store)

    const link = await createPaymentLink(store, order)

    const emitted = await events.first(
      link.payment_session_id,
      "payment_link_created"
    )
    expect(emitted).toMatchObject({ url: link.url, email: order.cart.email })
    expect(events.about(link.payment_session_id, EVENT)).toEqual([])
  })

  it("is requested once by a request that is sent twice, and refused where its id was used for something else", async () => {
    const order = await dearerOrder(store)
    const request = { request_id: `email-${order.orderId}` }

    const link = await emailPaymentLink(store, order, request)
    expect(await emailPaymentLink(store, order, request)).toEqual(link)

    await events.first(link.payment_session_id, EVENT)
    expect(events.about(link.payment_session_id, EVENT)).toHaveLength(1)
    const other = await dearerOrder(store)
    expect(
      await refusalOf(emailPaymentLink(store, other, request))
    ).toMatchObject({ status: 409 })
  })

  it("is not offered where the order has no address", async () => {
    const order = await dearerOrder(store)
    await sql(
      store,
      `update "order" set email = null where id = :id returning id`,
      { id: order.orderId }
    )

    const { payment_link: offer } = await readCard(store, order.orderId)

    expect(offer).toMatchObject({
      allowed: true,
      email: { allowed: false, reason: "no_email" },
    })
    expect((await refusalOf(emailPaymentLink(store, order))).message).toBe(
      "The order has no e-mail address."
    )
  })
})

describeStripeStore(
  "A payment link in a store that sends no e-mails",
  (store) => {
    it("is not offered by e-mail, because nobody would send it", async () => {
      const bus = store.container.resolve(Modules.EVENT_BUS) as unknown as {
        eventToSubscribersMap: ReadonlyMap<string, readonly unknown[]>
      }
      expect(
        bus.eventToSubscribersMap.get(`stripe_checkout.${EVENT}`) ?? []
      ).toEqual([])
      const order = await dearerOrder(store)

      const { payment_link: offer } = await readCard(store, order.orderId)

      expect(offer.email).toEqual({ allowed: false, reason: "no_subscriber" })
      expect(
        (await refusalOf(emailPaymentLink(store, order))).message
      ).toContain("Nothing in this store sends such e-mails")
    })
  }
)

async function dearerOrder(store: StripeStore): Promise<HeldOrder> {
  const order = await placeHeldOrder(store)
  await addShirts(store, order, 1)
  await waitUntil("the card to offer a payment link", async () => {
    const { payment_link } = await readCard(store, order.orderId)
    return payment_link.amount === 100
  })
  only((await readCard(store, order.orderId)).payments)
  return order
}
