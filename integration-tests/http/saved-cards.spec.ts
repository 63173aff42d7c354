import { Modules } from "@medusajs/framework/utils"
import type {
  SavedCardsAnswer,
  SavedCardView,
} from "../../src/api/store/stripe-checkout/saved-cards/responses"
import { only } from "../support/only"
import { refusalOf } from "../support/order-card"
import { orderReads, ordersOfCart, sql } from "../support/order-records"
import { setStatus } from "../support/held-order"
import { createCart } from "../support/shopper"
import { cartOf, type SignedIn, signUp } from "../support/sign-up"
import {
  checkoutSessionsOf,
  intentOf,
  openPage,
  payFor,
  type Purchase,
} from "../support/stripe-checkout"
import {
  API_KEY,
  describeStripeStore,
  PROVIDER_ID,
} from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"

const EU = "pp_stripe-checkout_eu"
const PATH = "/store/stripe-checkout/saved-cards"
const MASTERCARD = "5555555555554444"

describeStripeStore(
  "Cards that customers let Stripe remember",
  (store) => {
    afterEach(() => store.stripe.backToNormal())

    it("are saved where the customer ticks Stripe's box, and pay the next purchase", async () => {
      const grace = await signUp(store)
      await buy(grace, { save: true })
      const { id } = only(await cardsOf(grace))

      const { purchase, orderId } = await buy(grace, { savedCard: id })

      await orderReads(store, orderId, "approved")
      expect(await intentOf(store, purchase.session.id)).toMatchObject({
        payment_method: id,
        status: "requires_capture",
      })
    })

    it("are not saved where the box stays empty", async () => {
      const grace = await signUp(store)
      await buy(grace)

      expect(await cardsOf(grace)).toEqual([])
    })

    it("are asked for on the page of a signed-in customer, with a way to remove them, and not on a guest's", async () => {
      const grace = await signUp(store)
      const hers = await payFor(grace, await cartOf(grace))
      const guest = await payFor(store, await createCart(store))
      await openPage(hers)
      await openPage(guest)

      const optionsOf = async ({ session }: Purchase) =>
        only(await checkoutSessionsOf(store, session.id))
          .saved_payment_method_options
      expect(await optionsOf(hers)).toMatchObject({
        payment_method_save: "enabled",
        payment_method_remove: "enabled",
      })
      expect(await optionsOf(guest)).toBeNull()
    })

    it("are listed for the customer, newest first, with what a person knows a card by", async () => {
      const grace = await signUp(store)
      await buy(grace, { save: true })
      await store.stripe.advanceClock(1)
      await buy(grace, { save: true, card: MASTERCARD, wallet: "apple_pay" })

      const [newest, oldest, ...more] = await cardsOf(grace)

      expect(more).toEqual([])
      expect(newest).toEqual({
        id: expect.stringMatching(/^pm_/) as string,
        brand: "mastercard",
        last4: "4444",
        exp_month: 12,
        exp_year: 2034,
        wallet: "apple_pay",
        saved_at: expect.stringMatching(/Z$/) as string,
      })
      expect(oldest).toMatchObject({ brand: "visa", wallet: null })
    })

    it("are nobody else's to see or to remove", async () => {
      const grace = await signUp(store)
      const eve = await signUp(store)
      await buy(grace, { save: true })
      await buy(eve)
      const { id } = only(await cardsOf(grace))

      expect(await cardsOf(eve)).toEqual([])
      expect(await refusalOf(remove(eve, id))).toMatchObject({
        status: 404,
        message: "There is no such saved card.",
      })
      expect(await cardsOf(grace)).toHaveLength(1)
    })

    it("are shown to nobody who is not signed in", async () => {
      for (const [path, method] of [
        [PATH, "GET"],
        [`${PATH}/pm_1`, "DELETE"],
      ] as const) {
        const { status } = await store.request(path, { method })
        expect([method, status]).toEqual([method, 401])
      }
    })

    it("are none for a customer who has never paid", async () => {
      expect(await cardsOf(await signUp(store))).toEqual([])
    })

    it("are gone at Stripe once removed, and what they paid can still be captured", async () => {
      const grace = await signUp(store)
      const { orderId, purchase } = await buy(grace, { save: true })
      await orderReads(store, orderId, "approved")
      const { id } = only(await cardsOf(grace))

      expect(await remove(grace, id)).toEqual({
        id,
        object: "saved_card",
        deleted: true,
      })

      expect(await cardsOf(grace)).toEqual([])
      expect(await refusalOf(remove(grace, id))).toMatchObject({ status: 404 })
      const { payment_methods } = await store.stripe.ledger()
      expect(payment_methods.find((card) => card.id === id)).toMatchObject({
        customer: null,
      })
      await setStatus(store, { orderId }, "ready_for_capture")
      await orderReads(store, orderId, "paid")
      expect((await intentOf(store, purchase.session.id)).status).toBe(
        "succeeded"
      )
    })

    it("are removed once by two clicks at once", async () => {
      const grace = await signUp(store)
      await buy(grace, { save: true })
      const { id } = only(await cardsOf(grace))

      const answers = await Promise.allSettled([
        remove(grace, id),
        remove(grace, id),
      ])

      expect(answers.some(({ status }) => status === "fulfilled")).toBe(true)
      expect(await cardsOf(grace)).toEqual([])
      const detached = await store.stripe.events({
        type: "payment_method.detached",
      })
      expect(
        detached.filter(({ data }) => (data.object as { id: string }).id === id)
      ).toHaveLength(1)
    })

    it("are listed and removed in every account of the shop", async () => {
      const grace = await signUp(store)
      await buy(grace, { save: true })
      await buy(grace, { save: true, card: MASTERCARD, providerId: EU })
      const cards = await cardsOf(grace)
      expect(cards.map(({ brand }) => brand).sort()).toEqual([
        "mastercard",
        "visa",
      ])

      for (const { id } of cards) {
        await remove(grace, id)
      }

      expect(await cardsOf(grace)).toEqual([])
    })

    it("are stored nowhere in Medusa", async () => {
      const grace = await signUp(store)
      await buy(grace, { save: true, card: MASTERCARD })
      expect(await cardsOf(grace)).toHaveLength(1)

      const tables = await sql<{ name: string }>(
        store,
        `select table_name as name from information_schema.tables
          where table_schema = 'public'`
      )
      for (const { name } of tables) {
        const [found] = await sql<{ count: string }>(
          store,
          `select count(*) as count from "${name}" t
            where to_jsonb(t)::text ~ 'last4|"mastercard"'`
        )
        expect([name, Number(found?.count)]).toEqual([name, 0])
      }
    })

    it("are what Medusa's payment module lists as the customer's payment methods", async () => {
      const grace = await signUp(store)
      await buy(grace, { save: true })
      const [holder] = await sql<{ data: Record<string, unknown> }>(
        store,
        `select data from account_holder
          where provider_id = :provider and email = :email
            and data ->> 'stripe_customer_id' is not null`,
        { provider: PROVIDER_ID, email: grace.email }
      )
      const payments = store.container.resolve(Modules.PAYMENT)
      const listFor = (data: Record<string, unknown>) =>
        payments.listPaymentMethods(
          { provider_id: PROVIDER_ID, context: { account_holder: { data } } },
          {}
        )

      expect(await listFor(holder?.data ?? {})).toMatchObject([
        {
          provider_id: PROVIDER_ID,
          data: { type: "card", brand: "visa", last4: "4242" },
        },
      ])
      expect(await listFor({})).toEqual([])
    })

    it("cannot be read while Stripe is down, which the answer says", async () => {
      const grace = await signUp(store)
      await buy(grace, { save: true })
      await store.stripe.failNext({
        kind: "http_500_before",
        path: /payment_methods/,
        times: 5,
      })

      expect(await refusalOf(cardsOf(grace))).toMatchObject({
        status: 503,
        message: "Stripe could not be reached.",
      })
    })

    it("cannot be read with a key that may not, which is no reason to try again", async () => {
      const grace = await signUp(store)
      await buy(grace, { save: true })
      await store.stripe.failNext({ kind: "http_403", path: /payment_methods/ })

      expect(await refusalOf(cardsOf(grace))).toMatchObject({ status: 502 })
    })

    it("are none once the customer is deleted at Stripe", async () => {
      const grace = await signUp(store)
      const { purchase } = await buy(grace, { save: true })
      const { customer } = await intentOf(store, purchase.session.id)
      await fetch(
        `${process.env["STRIPE_API_BASE"] ?? ""}/v1/customers/${customer as string}`,
        { method: "DELETE", headers: { authorization: `Bearer ${API_KEY}` } }
      )

      expect(await cardsOf(grace)).toEqual([])
    })

    it("are not read from Stripe more often than an account page needs", async () => {
      const grace = await signUp(store)
      for (let reading = 0; reading < 30; reading += 1) {
        await cardsOf(grace)
      }

      expect(await refusalOf(cardsOf(grace))).toMatchObject({ status: 429 })
    })

    async function buy(
      customer: SignedIn,
      {
        providerId,
        ...paid
      }: NonNullable<Parameters<typeof store.stripe.pay>[1]> & {
        providerId?: string
      } = {}
    ): Promise<{ purchase: Purchase; orderId: string }> {
      const purchase = await payFor(
        customer,
        await cartOf(customer),
        providerId
      )
      await store.stripe.pay(await openPage(purchase), paid)
      const orderId = await waitUntil("the order to be placed", async () =>
        only(await ordersOfCart(store, purchase.cart.id))
      )
      return { purchase, orderId }
    }

    async function cardsOf({ storefront }: SignedIn): Promise<SavedCardView[]> {
      const { saved_cards } =
        await storefront.client.fetch<SavedCardsAnswer>(PATH)
      return saved_cards
    }

    function remove({ storefront }: SignedIn, id: string): Promise<unknown> {
      return storefront.client.fetch(`${PATH}/${id}`, { method: "DELETE" })
    }
  },
  {
    savedCards: "ask",
    accounts: {
      eu: {
        apiKey: "sk_test_second",
        webhookSecret: "whsec_of_the_second_account",
      },
    },
  }
)
