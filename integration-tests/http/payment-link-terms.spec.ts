import { Modules } from "@medusajs/framework/utils"
import { Browser, textOf } from "../support/browser"
import { type HeldOrder, placeHeldOrder } from "../support/held-order"
import { passLinkMoments } from "../support/link-moments"
import { addShirts, setAddedShirts } from "../support/order-balance"
import { readCard, refusalOf } from "../support/order-card"
import {
  createPaymentLink,
  emailPaymentLink,
  openLink,
  type PaymentLink,
  payLinkAt,
  refusalOfLink,
} from "../support/payment-links"
import { recordPublicEvents } from "../support/public-events"
import { checkoutSessionsOf, intentOf } from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { tick } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR. */
describeStripeStore("A payment link on the merchant's terms", (store) => {
  const events = recordPublicEvents(store)

  describe("for a part", () => {
    it("takes no more than the part, and the next link requests the rest", async () => {
      const order = await dearerOrder()

      const link = await createPaymentLink(store, order, { amount: 30 })

      expect(link).toMatchObject({ amount: 30, expires_at: null })
      await payLinkAt(store, link)
      await isPaid(link)
      expect((await intentOf(store, link.payment_session_id)).amount).toBe(3000)
      const rest = await createPaymentLink(store, order)
      expect(rest.amount).toBe(70)
      expect(rest.url).not.toBe(link.url)
    })

    it("stays a part through every synchronization, and another one replaces it under the same address", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order, { amount: 30 })
      const first = await openLink(store, link)
      await addShirts(store, order, 1)
      expect((await createPaymentLink(store, order)).amount).toBe(30)
      await tick(store)
      expect(await openLink(store, link)).toBe(first)

      const other = await createPaymentLink(store, order, { amount: 45 })

      expect(other).toMatchObject({ amount: 45, url: link.url })
      await isExpired(link, first)
      await createPaymentLink(store, order, { amount: null })
      await payLinkAt(store, link)
      expect((await intentOf(store, link.payment_session_id)).amount).toBe(
        20000
      )
    })

    it("becomes the balance where that sinks below it", async () => {
      const order = await dearerOrder(2)
      const link = await createPaymentLink(store, order, { amount: 150 })
      const page = await openLink(store, link)

      await setAddedShirts(store, order, 1)

      await isExpired(link, page)
      await payLinkAt(store, link)
      expect((await intentOf(store, link.payment_session_id)).amount).toBe(
        10000
      )
    })

    it("is refused where it is more than what is missing, too small for Stripe, or no amount of the currency", async () => {
      const order = await dearerOrder()

      const refusal = async (amount: number): Promise<string> =>
        refusalOfLink(store, order, { amount })

      expect(await refusal(100.01)).toContain("At most 100.00 EUR")
      expect(await refusal(0.3)).toContain("0.30 EUR is requested")
      expect(await refusal(10.001)).toContain("smallest chargeable step")
      expect(await refusal(-5)).toContain("more than zero")
      expect((await createPaymentLink(store, order)).amount).toBe(100)
    })
  })

  describe("with an expiry", () => {
    it("says afterwards that it has expired, and what was open at Stripe is closed", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order, {
        expires_at: inHours(2),
      })
      const page = await openLink(store, link)
      expect(await endOf(link, page)).toBe(secondsOf(link.expires_at))

      await passLinkMoments(store, link, 3)
      await tick(store)

      await isExpired(link, page)
      const answer = await new Browser(store).get(link.url)
      expect(answer.status).toBe(410)
      expect(textOf(answer.body)).toContain("has expired")
      expect(
        (await checkoutSessionsOf(store, link.payment_session_id)).length
      ).toBe(1)
      const { payment_link: offer } = await readCard(store, order.orderId)
      expect(offer.open).toMatchObject({ amount: 100, has_expired: true })
    })

    it("is valid again, without an end, once somebody requests it again", async () => {
      const order = await dearerOrder()
      const link = await createPaymentLink(store, order, {
        amount: 30,
        expires_at: inHours(2),
      })
      await passLinkMoments(store, link, 3)

      const renewed = await emailPaymentLink(store, order)

      expect(renewed).toMatchObject({
        url: link.url,
        amount: 100,
        expires_at: null,
      })
      await payLinkAt(store, renewed)
      await isPaid(renewed)
    })

    it("is at least an hour and at most ninety days ahead", async () => {
      const order = await dearerOrder()
      for (const hours of [0.5, 91 * 24]) {
        expect(
          await refusalOfLink(store, order, { expires_at: inHours(hours) })
        ).toContain("at most 90 days ahead")
      }
      expect(
        await refusalOfLink(store, order, { expires_at: "tomorrow" })
      ).toContain("must be a date and time")
    })
  })

  it("is followed by one event for a receipt, with how it was paid", async () => {
    const order = await dearerOrder()
    const link = await createPaymentLink(store, order)

    await payLinkAt(store, link)

    const paid = await events.first(
      link.payment_session_id,
      "payment_link_paid"
    )
    expect(paid).toMatchObject({
      amount: 100,
      currency_code: "eur",
      order_id: order.orderId,
      order_display_id: expect.any(Number) as number,
      email: order.cart.email,
      money: "held",
      method: "card",
      last_four: "4242",
      reason_code: "money_held",
    })
    await store.admin.client.fetch(
      `/admin/stripe-checkout/orders/${order.orderId}/capture`,
      { method: "POST", body: {} }
    )
    await events.first(link.payment_session_id, "captured")
    expect(
      events.about(link.payment_session_id, "payment_link_paid")
    ).toHaveLength(1)
    expect(events.about(order.session.id, "payment_link_paid")).toEqual([])
  })

  it("can be shown as a QR code while it can be paid", async () => {
    const order = await dearerOrder()
    const path = `/admin/stripe-checkout/orders/${order.orderId}/payment-link/qr-code`
    const draw = async (): Promise<Response> =>
      store.admin.client.fetch<Response>(path, {
        headers: { accept: "image/svg+xml" },
      })
    expect(await refusalOf(draw())).toMatchObject({ status: 404 })
    const link = await createPaymentLink(store, order, {
      expires_at: inHours(2),
    })

    const answer = await draw()

    expect(answer.headers.get("content-type")).toContain("image/svg+xml")
    expect(await answer.text()).toMatch(
      /^<svg [^>]*aria-label="Payment link of/
    )
    await passLinkMoments(store, link, 3)
    expect(await refusalOf(draw())).toMatchObject({ status: 404 })
  })

  describe("that Medusa's own admin offers", () => {
    it("leads to the pay link of what the order owes, without a word to anybody", async () => {
      const order = await dearerOrder()
      const collection = await openCollectionOf(order)

      const link = await followCollection(collection)

      expect(link.amount).toBe(100)
      expect((await followCollection(collection)).url).toBe(link.url)
      expect(
        events.about(link.payment_session_id, "payment_link_created")
      ).toEqual([])
      await payLinkAt(store, link as PaymentLink)
      await isPaid(link)
      expect(await refusalOf(followCollection(collection))).toMatchObject({
        message: expect.stringContaining("already been made") as string,
      })
    })

    it("is the merchant's own link on the same terms, and renews none", async () => {
      const order = await dearerOrder()
      const collection = await openCollectionOf(order)
      const link = await createPaymentLink(store, order, {
        amount: 30,
        expires_at: inHours(2),
      })
      expect(await followCollection(collection)).toMatchObject({
        url: link.url,
        amount: 30,
      })
      await passLinkMoments(store, link, 3)

      await followCollection(collection)

      expect((await new Browser(store).get(link.url)).status).toBe(410)
    })

    it("is nothing for a collection that is unknown, or the cart's own", async () => {
      const order = await placeHeldOrder(store)
      expect(
        await refusalOf(followCollection("pay_col_unknown"))
      ).toMatchObject({ status: 404 })
      const { order: found } = await store.admin.admin.order.retrieve(
        order.orderId,
        { fields: "id,payment_collections.id" }
      )
      const [own] = found.payment_collections
      expect(await refusalOf(followCollection(own?.id ?? ""))).toMatchObject({
        message: expect.stringContaining("already been made") as string,
      })
    })
  })

  async function dearerOrder(shirts = 1): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await addShirts(store, order, shirts)
    return order
  }

  async function followCollection(
    id: string
  ): Promise<Pick<PaymentLink, "url" | "amount" | "payment_session_id">> {
    return store.storefront.client.fetch(
      `/store/stripe-checkout/payment-collections/${id}/payment-link`,
      { method: "POST", body: {} }
    )
  }

  /** The one that core opened for the edit. */
  async function openCollectionOf({ orderId }: HeldOrder): Promise<string> {
    const { order } = await store.admin.admin.order.retrieve(orderId, {
      fields: "id,payment_collections.id,payment_collections.status",
    })
    const open = order.payment_collections.find(
      ({ status }) => status === "not_paid"
    )
    return open?.id ?? ""
  }

  async function isPaid(
    link: Pick<PaymentLink, "payment_session_id">
  ): Promise<void> {
    await waitUntil("the payment in Medusa", async () => {
      const payments = await store.container
        .resolve(Modules.PAYMENT)
        .listPayments({ payment_session_id: link.payment_session_id })
      return payments[0] ?? null
    })
  }

  async function isExpired(link: PaymentLink, page: string): Promise<void> {
    await waitUntil("the Checkout Session to expire", async () => {
      const sessions = await checkoutSessionsOf(store, link.payment_session_id)
      return sessions.find(({ id }) => id === page)?.status === "expired"
    })
  }

  async function endOf(link: PaymentLink, page: string): Promise<unknown> {
    const sessions = await checkoutSessionsOf(store, link.payment_session_id)
    return sessions.find(({ id }) => id === page)?.expires_at
  }
})

function inHours(hours: number): string {
  return new Date(Date.now() + hours * 60 * 60 * 1000).toISOString()
}

function secondsOf(date: string | null): number {
  return Math.floor(Date.parse(date ?? "") / 1000)
}
