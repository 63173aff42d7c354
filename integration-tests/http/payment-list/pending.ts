import { type HeldOrder, placeHeldOrder } from "../../support/held-order"
import { passLinkMoments } from "../../support/link-moments"
import { addShirts, reduceToOneShirt } from "../../support/order-balance"
import {
  createPaymentLink,
  openLink,
  type PaymentLink,
  payLinkAt,
} from "../../support/payment-links"
import {
  countIn,
  findInView,
  listedIn,
  PAYMENTS_PATH,
} from "../../support/payment-list"
import type { StripeStore } from "../../support/stripe-store"
import { waitUntil } from "../../support/wait-until"

const HOUR_MS = 60 * 60 * 1000

/** What is neither paid nor over. 120.00 EUR are held for an order; a shirt more costs 100.00 EUR. */
export function showsWhatIsPending(store: StripeStore): void {
  it("shows an order's payment link from its creation until it is paid, with the amount that it requests now", async () => {
    const order = await dearerOrder()
    const before = (await countIn(store, "pending")) ?? 0

    const link = await createPaymentLink(store, order, { amount: 30 })

    const { order: placed } = await store.admin.admin.order.retrieve(
      order.orderId
    )
    expect(await shown(link)).toMatchObject({
      order_id: order.orderId,
      display_id: placed.display_id,
      email: "ada@example.com",
      payment_status: "awaiting_customer",
      amount: 30,
      capturable: 0,
      authorized_at: null,
    })
    expect(await countIn(store, "pending")).toBe(before + 1)
    await createPaymentLink(store, order, { amount: 45 })
    expect(await shown(link)).toMatchObject({ amount: 45 })
    expect(await exported()).toContainEqual(
      expect.stringMatching(
        `,ada@example.com,45.00,0.00,0.00,0.00,EUR,awaiting_customer,default,.*${link.payment_session_id}`
      )
    )
    await payLinkAt(store, link)
    await isGone(link)
    expect(await findInView(store, "to_capture", sessionOf(link))).toBeDefined()
  })

  it("keeps a payment link whose page at Stripe has expired, because it opens another one", async () => {
    const order = await dearerOrder()
    const link = await createPaymentLink(store, order)
    const page = await openLink(store, link)

    await store.stripe.dashboard.expireCheckoutSession(page)

    await waitUntil("the expired page to be recorded", async () => {
      return (await shown(link))?.state === "expired"
    })
    expect(await shown(link)).toMatchObject({
      payment_status: "awaiting_customer",
      amount: 100,
    })
  })

  it("drops a payment link at the moment until which it is valid, and has it again once it is renewed", async () => {
    const order = await dearerOrder()
    const link = await createPaymentLink(store, order, {
      expires_at: new Date(Date.now() + 2 * HOUR_MS).toISOString(),
    })
    await passLinkMoments(store, link, 1)
    expect(await shown(link)).toBeDefined()

    await passLinkMoments(store, link, 1.5)

    expect(await shown(link)).toBeUndefined()
    await createPaymentLink(store, order)
    expect(await shown(link)).toBeDefined()
  })

  it("drops a payment link that nobody has opened when nothing is owed any more", async () => {
    const order = await dearerOrder()
    const link = await createPaymentLink(store, order)

    await reduceToOneShirt(store, order)

    await isGone(link)
  })

  it("drops the payment link of an order that is canceled", async () => {
    const order = await dearerOrder()
    const link = await createPaymentLink(store, order)

    await store.admin.admin.order.cancel(order.orderId)

    expect(await shown(link)).toBeUndefined()
  })

  it("does not show a cart that somebody could still pay, nor a hold", async () => {
    const order = await placeHeldOrder(store)

    const listed = await listedIn(store, { view: "pending" })

    expect(listed).not.toContain(order.session.id)
  })

  async function dearerOrder(): Promise<HeldOrder> {
    const order = await placeHeldOrder(store)
    await addShirts(store, order, 1)
    return order
  }

  async function shown(link: PaymentLink) {
    return findInView(store, "pending", sessionOf(link))
  }

  async function isGone(link: PaymentLink): Promise<void> {
    await waitUntil("the link to leave the view", async () => {
      return (await shown(link)) === undefined
    })
  }

  async function exported(): Promise<string[]> {
    const token = await store.admin.client.getToken()
    const { body } = await store.request(
      `${PAYMENTS_PATH}/export?view=pending`,
      { headers: { authorization: `Bearer ${token ?? ""}` } }
    )
    return String(body).split("\r\n")
  }
}

function sessionOf({ payment_session_id: id }: PaymentLink) {
  return { session: { id } }
}
