import type { HttpTypes } from "@medusajs/framework/types"
import {
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { holdByLink, recordedHold } from "../support/linked-hold"
import { addShirts } from "../support/order-balance"
import { ordersOfCart, orderReads } from "../support/order-records"
import { only } from "../support/only"
import { pendingOf } from "../support/paid-order"
import {
  createPaymentLink,
  emailPaymentLink,
  openLink,
  payLinkAt,
} from "../support/payment-links"
import { recordPublicEvents } from "../support/public-events"
import { purchaseOf, type SignedIn, signUp } from "../support/sign-up"
import {
  checkoutSessionsOf,
  intentOf,
  openPage,
  payAtStripe,
} from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntilIdle } from "../support/sweep"
import { transferTo } from "../support/transferred-order"
import { waitUntil } from "../support/wait-until"

/** 120.00 EUR are held when an order is placed; a shirt more costs 100.00 EUR. */
describeStripeStore("An order that was transferred", (store) => {
  const events = recordPublicEvents(store)

  it("keeps its hold, which is captured as before", async () => {
    const order = await placeHeldOrder(store)
    const owner = await signUp(store)

    const customerId = await transferTo(store, order, {
      owner,
      movesEmail: true,
    })

    const { order: moved } = await store.admin.admin.order.retrieve(
      order.orderId,
      { fields: "customer_id,email" }
    )
    expect(moved).toMatchObject({ customer_id: customerId, email: owner.email })
    await waitUntilIdle(store)
    expect((await intentOf(store, order.session.id)).status).toBe(
      "requires_capture"
    )
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    expect(await pendingOf(store, order)).toBe(0)
  })

  it("announces its payment links to the new customer, by their own name", async () => {
    const order = await placeHeldOrder(store)
    const owner = await signUp(store)
    const customerId = await transferTo(store, order, {
      owner,
      movesEmail: true,
    })
    await addShirts(store, order, 1)

    const link = await emailPaymentLink(store, order)

    expect(
      await events.first(
        link.payment_session_id,
        "payment_link_email_requested"
      )
    ).toMatchObject({
      customer_id: customerId,
      customer_name: "Grace Muster",
      email: owner.email,
      url: link.url,
    })
  })

  it("announces its payment links to the former address where the merchant left it", async () => {
    const order = await placeHeldOrder(store)
    const before = await store.admin.admin.order.retrieve(order.orderId, {
      fields: "*billing_address,*shipping_address",
    })
    await transferTo(store, order, {
      owner: await signUp(store),
      movesEmail: false,
    })
    await addShirts(store, order, 1)

    const link = await emailPaymentLink(store, order)

    expect(
      await events.first(
        link.payment_session_id,
        "payment_link_email_requested"
      )
    ).toMatchObject({
      customer_name: nameIn(before.order),
      email: order.cart.email,
    })
  })

  it("has its open payment link paid by the new customer, with their address, under the same link", async () => {
    const order = await placeHeldOrder(store)
    await addShirts(store, order, 1)
    const link = await createPaymentLink(store, order)
    const formerPage = await openLink(store, link)
    const owner = await signUp(store)
    await transferTo(store, order, { owner, movesEmail: true })

    const page = await openLink(store, link)

    expect(page).not.toBe(formerPage)
    const pages = await checkoutSessionsOf(store, link.payment_session_id)
    expect(
      pages.map(({ id, customer_email, status }) => [
        id,
        customer_email,
        status,
      ])
    ).toEqual(
      expect.arrayContaining([
        [formerPage, order.cart.email, "expired"],
        [page, owner.email, "open"],
      ])
    )
    expect(await createPaymentLink(store, order)).toMatchObject({
      url: link.url,
    })
    await payLinkAt(store, link)
    await recordedHold(store, link)
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
  })

  it("keeps both of its payments, and their Stripe customer, who paid", async () => {
    const former = await signUp(store)
    const order = await placeOrderOf(former)
    await addShirts(store, order, 1)
    const balance = await holdByLink(store, order)
    const paidBy = await customersOf(order, balance)
    expect(paidBy[0]).toMatch(/^cus_/)

    const owner = await signUp(store)
    await transferTo(store, order, { owner, movesEmail: true })

    await waitUntilIdle(store)
    expect(await customersOf(order, balance)).toEqual(paidBy)
    await setStatus(store, order, "ready_for_capture")
    await orderReads(store, order.orderId, "paid")
    expect(await pendingOf(store, order)).toBe(0)
  })

  it("gives the new customer a Stripe customer of their own at their next purchase", async () => {
    const former = await signUp(store)
    const order = await placeOrderOf(former)
    const owner = await signUp(store)
    await transferTo(store, order, { owner, movesEmail: true })

    const next = await purchaseOf(owner)
    await openPage(next)

    const { customer } = only(await checkoutSessionsOf(store, next.session.id))
    expect(customer).toMatch(/^cus_/)
    expect(customer).not.toBe(
      (await intentOf(store, order.session.id)).customer
    )
  })

  it("is shown to the new customer by the storefront's route, and to the former one no more", async () => {
    const former = await signUp(store)
    const order = await placeOrderOf(former)
    const owner = await signUp(store)
    await transferTo(store, order, { owner, movesEmail: true })

    expect(await seenBy(owner, order)).toMatchObject({
      order_id: order.orderId,
    })
    expect(await seenBy(former, order)).not.toHaveProperty("order_id")
  })

  async function placeOrderOf(customer: SignedIn): Promise<HeldOrder> {
    const purchase = await purchaseOf(customer)
    await purchase.browser.get(await payAtStripe(store, purchase))
    const orderId = await waitUntil("the order to be placed", async () =>
      only(await ordersOfCart(store, purchase.cart.id))
    )
    await orderReads(store, orderId, "approved")
    const { id } = await intentOf(store, purchase.session.id)
    return { ...purchase, orderId, paymentIntentId: id }
  }

  async function customersOf(
    order: HeldOrder,
    balance: { readonly link: { readonly payment_session_id: string } }
  ): Promise<unknown[]> {
    const sessions = [order.session.id, balance.link.payment_session_id]
    return Promise.all(
      sessions.map(async (id) => (await intentOf(store, id)).customer)
    )
  }

  async function seenBy(
    { storefront }: SignedIn,
    { session }: HeldOrder
  ): Promise<object> {
    return storefront.client.fetch<object>(
      `/store/stripe-checkout/payments/${session.id}`
    )
  }
})

function nameIn({
  billing_address: billing,
  shipping_address: shipping,
}: HttpTypes.AdminOrder): string {
  const address = billing?.first_name ? billing : shipping
  return [address?.first_name, address?.last_name].filter(Boolean).join(" ")
}
