import { only } from "../../support/only"
import { ordersOfCart, sql } from "../../support/order-records"
import { createCart } from "../../support/shopper"
import {
  cartOf,
  purchaseOf,
  type SignedIn,
  signUp,
} from "../../support/sign-up"
import {
  openPage,
  checkoutSessionsOf,
  payFor,
} from "../../support/stripe-checkout"
import {
  API_KEY,
  PROVIDER_ID,
  type StripeStore,
} from "../../support/stripe-store"
import { waitUntil } from "../../support/wait-until"

export function knowsItsCustomers(store: StripeStore): void {
  const stripeCustomers = async (email: string) => {
    const { customers } = await store.stripe.ledger()
    return customers.filter((customer) => customer.email === email)
  }

  it("sends Stripe a guest's e-mail and creates no Customer for them", async () => {
    const cart = await createCart(store, { email: "guest@example.com" })
    const purchase = await payFor(store, cart)

    await openPage(purchase)

    expect(
      only(await checkoutSessionsOf(store, purchase.session.id))
    ).toMatchObject({
      customer: null,
      customer_email: "guest@example.com",
    })
    expect(await stripeCustomers("guest@example.com")).toEqual([])
  })

  it("creates a Customer for a signed-in shopper at the first click and not before", async () => {
    const grace = await signUp(store)
    const purchase = await purchaseOf(grace)
    expect(await stripeCustomers(grace.email)).toEqual([])

    await openPage(purchase)

    const customer = only(await stripeCustomers(grace.email))
    expect(customer).toMatchObject({
      name: "Grace Muster",
      address: { line1: "Ringstr. 1", country: "DE" },
    })
    expect(
      only(await checkoutSessionsOf(store, purchase.session.id))
    ).toMatchObject({
      customer: customer.id,
    })
  })

  it("reuses the Customer for the next purchase, and the order belongs to them", async () => {
    const grace = await signUp(store)
    await openPage(await purchaseOf(grace))

    const next = await purchaseOf(grace)
    await store.stripe.pay(await openPage(next))

    const customer = only(await stripeCustomers(grace.email))
    expect(
      only(await checkoutSessionsOf(store, next.session.id)).customer
    ).toBe(customer.id)
    await waitUntil("the order", async () =>
      only(await ordersOfCart(store, next.cart.id))
    )
  })

  it("lets the Customer follow the account's e-mail, however often it changes", async () => {
    const grace = await signUp(store)
    await openPage(await purchaseOf(grace))
    const { id } = only(await stripeCustomers(grace.email))
    const changeEmail = async (email: string) => {
      await sql(
        store,
        `update customer set email = :email where id = :customerId returning id`,
        { email, customerId: await customerIdOf(grace) }
      )
      const purchase = await purchaseOf(grace)
      await Promise.all([openPage(purchase), openPage(purchase)])
    }

    for (const email of [
      `new-${grace.email}`,
      grace.email,
      `new-${grace.email}`,
    ]) {
      await changeEmail(email)
      expect(only(await stripeCustomers(email)).id).toBe(id)
    }
  })

  const customerIdOf = async ({ storefront }: SignedIn) =>
    (await storefront.store.customer.retrieve()).customer.id

  it("creates one Customer for ten simultaneous clicks on two carts", async () => {
    const grace = await signUp(store)
    const purchases = [await purchaseOf(grace), await purchaseOf(grace)]

    await Promise.all(
      purchases.flatMap((purchase) =>
        Array.from({ length: 5 }, () => openPage(purchase))
      )
    )

    expect(await stripeCustomers(grace.email)).toHaveLength(1)
  })

  it("opens two Checkout Sessions at once, even while Stripe is still creating the Customer", async () => {
    const grace = await signUp(store)
    const purchases = [await purchaseOf(grace), await purchaseOf(grace)]
    await store.stripe.failNext({
      kind: "slow",
      method: "POST",
      path: "/v1/customers",
      seconds: 1.5,
    })

    const pages = await Promise.all(purchases.map(openPage))

    expect(new Set(pages).size).toBe(2)
    expect(await stripeCustomers(grace.email)).toHaveLength(1)
  })

  it("opens the Checkout Session with only the e-mail while Stripe cannot create a Customer", async () => {
    const grace = await signUp(store)
    const purchase = await purchaseOf(grace)
    await store.stripe.failNext({
      kind: "http_500_before",
      method: "POST",
      path: "/v1/customers",
    })

    await openPage(purchase)

    expect(
      only(await checkoutSessionsOf(store, purchase.session.id))
    ).toMatchObject({
      customer: null,
      customer_email: grace.email,
    })
  })

  it("starts two payments at once for a customer who is new to Stripe", async () => {
    const grace = await signUp(store)
    const carts = [await cartOf(grace), await cartOf(grace)]

    const purchases = await Promise.all(
      carts.map((cart) => payFor(grace, cart))
    )

    expect(purchases).toHaveLength(2)
  })

  it("treats a shopper who signs in after selecting Stripe as a guest until they select it again", async () => {
    const grace = await signUp(store)
    const cart = await createCart(store, { email: grace.email })
    const purchase = await payFor(store, cart)
    await grace.storefront.store.cart.transferCart(cart.id)

    await openPage(purchase)
    const again = await payFor(grace, cart)
    await openPage(again)

    expect(
      only(await checkoutSessionsOf(store, purchase.session.id)).customer
    ).toBeNull()
    expect(
      only(await checkoutSessionsOf(store, again.session.id)).customer
    ).toBe(only(await stripeCustomers(grace.email)).id)
  })

  it("never mistakes a stranger who enters a customer's e-mail for that customer", async () => {
    const grace = await signUp(store)
    await openPage(await purchaseOf(grace))
    const { id } = only(await stripeCustomers(grace.email))

    const stranger = await payFor(
      store,
      await createCart(store, { email: grace.email })
    )
    await openPage(stranger)

    expect(
      only(await checkoutSessionsOf(store, stranger.session.id))
    ).toMatchObject({
      customer: null,
      customer_email: grace.email,
    })
    expect(await stripeCustomers(grace.email)).toMatchObject([{ id }])
  })

  it("creates a new Customer when the old one was deleted at Stripe", async () => {
    const grace = await signUp(store)
    await openPage(await purchaseOf(grace))
    const old = only(await stripeCustomers(grace.email))
    await deleteAtStripe(old.id)

    const purchase = await purchaseOf(grace)
    await openPage(purchase)

    const page = only(await checkoutSessionsOf(store, purchase.session.id))
    expect(page.customer).toMatch(/^cus_/)
    expect(page.customer).not.toBe(old.id)
  })

  it("creates one new Customer for ten simultaneous clicks after the old one was deleted", async () => {
    const grace = await signUp(store)
    await openPage(await purchaseOf(grace))
    const old = only(await stripeCustomers(grace.email))
    await deleteAtStripe(old.id)
    const purchases = [await purchaseOf(grace), await purchaseOf(grace)]

    await Promise.all(
      purchases.flatMap((purchase) =>
        Array.from({ length: 5 }, () => openPage(purchase))
      )
    )

    const alive = await stripeCustomers(grace.email)
    expect(alive.filter(({ id }) => id !== old.id)).toHaveLength(1)
  })

  it("keeps nothing in Medusa but the Customer's id at Stripe and a mark of the e-mail that it has there", async () => {
    const grace = await signUp(store)
    await openPage(await purchaseOf(grace))

    const rows = await sql<{ data: object }>(
      store,
      `select data from account_holder where provider_id = :provider and email = :email`,
      { provider: PROVIDER_ID, email: grace.email }
    )

    expect(rows.map(({ data }) => data)).toContainEqual({
      stripe_customer_id: only(await stripeCustomers(grace.email)).id,
      email_mark: expect.stringMatching(/^[0-9a-f]{12}$/) as string,
    })
  })

  it("lets a shopper pay even though Stripe does not know the delivery country", async () => {
    const cart = await createCart(store)
    await sql(
      store,
      `update cart_address set country_code = 'xx'
        where id = (select shipping_address_id from cart where id = :id) returning id`,
      { id: cart.id }
    )
    const purchase = await payFor(store, cart)

    await store.stripe.pay(await openPage(purchase))

    await waitUntil("the order", async () =>
      only(await ordersOfCart(store, cart.id))
    )
  })

  it("shows the delivery address, in the cart's language", async () => {
    const cart = await createCart(store, { locale: "de-DE" })
    const purchase = await payFor(store, cart)

    await store.stripe.pay(await openPage(purchase))

    const { payment_intents } = await store.stripe.ledger()
    const page = only(await checkoutSessionsOf(store, purchase.session.id))
    expect(page.locale).toBe("de")
    expect(
      payment_intents.find(({ id }) => id === page.payment_intent)
    ).toMatchObject({
      shipping: {
        name: "Ada Muster",
        address: { line1: "Ringstr. 1", postal_code: "10115", country: "DE" },
      },
    })
  })
}

/** As a merchant does in Stripe's Dashboard. */
async function deleteAtStripe(id: string): Promise<void> {
  const answer = await fetch(
    `${process.env["STRIPE_API_BASE"] ?? ""}/v1/customers/${id}`,
    { method: "DELETE", headers: { authorization: `Bearer ${API_KEY}` } }
  )
  expect(answer.status).toBe(200)
}
