import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { FORM, pageOf, shopperOf } from "./hosted-page-shopper"
import { eventsDuring } from "./payments"
import { cart, refusal, shopForEach } from "./shop"

const shopper = "a shopper on the hosted page"
const SAVE: Source = { section: "Save cards in Checkout", needs: shopper }
const METHODS: Source = { section: "PaymentMethods", needs: shopper }
const OFF_SESSION: Source = { section: "Charge saved cards", needs: shopper }
const ASK = { payment_method_save: "enabled" } as const
const MASTERCARD = "5555555555554444"

export function describeSavedCards(): void {
  const shop = shopForEach()

  const newCustomer = async () =>
    (await shop.stripe.customers.create({ email: "ada@example.com" })).id
  const open = (
    customer: string,
    options: Stripe.Checkout.SessionCreateParams.SavedPaymentMethodOptions = ASK
  ) =>
    shop.stripe.checkout.sessions.create(
      cart({ customer, saved_payment_method_options: options })
    )
  const payAndSave = async (customer: string, card?: string) => {
    const { id } = await open(customer)
    await shop.controls.pay(id, { save: true, ...(card ? { card } : {}) })
  }
  const cardsOf = async (customer: string) =>
    (await shop.stripe.customers.listPaymentMethods(customer)).data
  const onlyCardOf = async (customer: string) => {
    const [card] = await cardsOf(customer)
    if (card === undefined) {
      throw new Error("The customer has no card.")
    }
    return card
  }

  describe("the box on the page", () => {
    behavior(
      SAVE,
      "a ticked box saves the card, to be shown again",
      async () => {
        const customer = await newCustomer()
        const events = await eventsDuring(shop, () => payAndSave(customer))
        expect(await cardsOf(customer)).toMatchObject([
          {
            customer,
            allow_redisplay: "always",
            card: { brand: "visa", last4: "4242" },
          },
        ])
        expect(events).toContain("payment_method.attached")
      }
    )

    behavior(SAVE, "a box that is not ticked saves nothing", async () => {
      const customer = await newCustomer()
      await shop.controls.pay((await open(customer)).id)
      expect(await cardsOf(customer)).toEqual([])
    })

    behavior(SAVE, "a page without the box saves nothing", async () => {
      const customer = await newCustomer()
      const { id } = await shop.stripe.checkout.sessions.create(
        cart({ customer })
      )
      await shop.controls.pay(id, { save: true })
      expect(await cardsOf(customer)).toEqual([])
    })

    behavior(
      SAVE,
      "setup_future_usage saves every card, and Checkout does not show it again",
      async () => {
        const customer = await newCustomer()
        const { id } = await shop.stripe.checkout.sessions.create(
          cart({
            customer,
            payment_intent_data: { setup_future_usage: "off_session" },
          })
        )
        await shop.controls.pay(id)
        const card = await onlyCardOf(customer)
        expect(card.allow_redisplay).toBe("limited")
        await expect(
          shop.controls.pay((await open(customer)).id, { savedCard: card.id })
        ).rejects.toThrow("shows no such saved card")
      }
    )

    behavior(
      SAVE,
      "the session repeats what it was asked for, with null for the rest",
      async () => {
        const { saved_payment_method_options } = await open(await newCustomer())
        expect(saved_payment_method_options).toEqual({
          allow_redisplay_filters: null,
          payment_method_remove: null,
          payment_method_save: "enabled",
        })
      }
    )
  })

  describe("a saved card", () => {
    behavior(
      SAVE,
      "a saved card pays on the next page, as the same PaymentMethod",
      async () => {
        const customer = await newCustomer()
        await payAndSave(customer, MASTERCARD)
        const card = await onlyCardOf(customer)
        const { id } = await open(customer)
        await shop.controls.pay(id, { savedCard: card.id })
        const { payment_intent } = await shop.stripe.checkout.sessions.retrieve(
          id,
          { expand: ["payment_intent"] }
        )
        expect(payment_intent).toMatchObject({ payment_method: card.id })
        expect(await cardsOf(customer)).toHaveLength(1)
      }
    )

    behavior(
      SAVE,
      "the page shows the customer's own saved cards and no one else's",
      async () => {
        const [ada, eve] = [await newCustomer(), await newCustomer()]
        await payAndSave(ada)
        const visit = async (customer: string) =>
          shopperOf(shop).visit((await open(customer)).url)
        expect(await visit(ada)).toContain("visa •••• 4242, 12 / 34")
        expect(await visit(eve)).not.toContain("•••• 4242")
      }
    )

    behavior(
      SAVE,
      "a browser without JavaScript saves a card and pays with it",
      async () => {
        const customer = await newCustomer()
        const { send } = shopperOf(shop)
        await send(await open(customer), { ...FORM, save: "true" })
        const { id } = await onlyCardOf(customer)
        const page = await open(customer)
        const { status } = await send(page, { saved_card: id })
        expect(status).toBe(303)
        expect(await shopperOf(shop).visit(pageOf(page))).toContain("paid")
      }
    )
  })

  describe("a card that is charged without its customer", () => {
    const saveForLater = async (card?: string) => {
      const customer = await newCustomer()
      const { id } = await shop.stripe.checkout.sessions.create(
        cart({
          customer,
          payment_intent_data: { setup_future_usage: "off_session" },
        })
      )
      const { outcome } = await shop.controls.pay(id, card ? { card } : {})
      if (outcome === "requires_action") {
        await shop.controls.authenticate(id, "complete")
      }
      const method = await onlyCardOf(customer)
      const intent = await shop.stripe.paymentIntents.create({
        amount: 3000,
        currency: "eur",
        capture_method: "manual",
        customer,
        payment_method: method.id,
        automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      })
      return { customer, intent, method }
    }
    const confirm = (id: string) =>
      shop.stripe.paymentIntents.confirm(id, { off_session: true })

    behavior(
      OFF_SESSION,
      "a PaymentIntent with a saved card waits for its confirmation, and is then paid",
      async () => {
        const { intent, method } = await saveForLater()
        expect(intent).toMatchObject({
          status: "requires_confirmation",
          payment_method: method.id,
          latest_charge: null,
        })
        expect(await confirm(intent.id)).toMatchObject({
          status: "requires_capture",
          amount_capturable: 3000,
          payment_method: method.id,
        })
      }
    )

    behavior(
      OFF_SESSION,
      "a card that asked for 3D Secure when it was saved does not ask again",
      async () => {
        const { intent } = await saveForLater("4000002500003155")
        expect((await confirm(intent.id)).status).toBe("requires_capture")
      }
    )

    behavior(
      OFF_SESSION,
      "a card whose issuer always asks is declined with authentication_required, and nothing is held",
      async () => {
        const { intent } = await saveForLater("4000002760003184")
        expect(await refusal(confirm(intent.id))).toMatchObject({
          statusCode: 402,
          code: "authentication_required",
          decline_code: "authentication_required",
        })
        expect(
          await shop.stripe.paymentIntents.retrieve(intent.id)
        ).toMatchObject({
          status: "requires_payment_method",
          amount_capturable: 0,
          payment_method: null,
        })
      }
    )

    behavior(
      OFF_SESSION,
      "a declined card is a 402 with the decline code and the PaymentIntent",
      async () => {
        const { intent } = await saveForLater()
        await shop.controls.setNextCard("4000000000009995")
        expect(await refusal(confirm(intent.id))).toMatchObject({
          statusCode: 402,
          code: "card_declined",
          decline_code: "insufficient_funds",
          payment_intent: { id: intent.id, status: "requires_payment_method" },
        })
      }
    )

    behavior(
      OFF_SESSION,
      "a PaymentIntent that was canceled before can no longer be confirmed",
      async () => {
        const { intent } = await saveForLater()
        await shop.stripe.paymentIntents.cancel(intent.id)
        expect(await refusal(confirm(intent.id))).toMatchObject({
          code: "payment_intent_unexpected_state",
        })
      }
    )

    behavior(
      OFF_SESSION,
      "a card can pay for nobody but its customer, and not once it is detached",
      async () => {
        const { customer, method } = await saveForLater()
        const create = (payer: string) =>
          shop.stripe.paymentIntents.create({
            amount: 3000,
            currency: "eur",
            customer: payer,
            payment_method: method.id,
          })
        const eve = await newCustomer()
        expect((await refusal(create(eve))).param).toBe("payment_method")
        await shop.stripe.paymentMethods.detach(method.id)
        expect((await refusal(create(customer))).message).toContain(
          "was detached from a Customer"
        )
      }
    )
  })

  describe("a customer's PaymentMethods", () => {
    behavior(METHODS, "a list can be filtered by type", async () => {
      const customer = await newCustomer()
      await payAndSave(customer)
      const ofType = async (
        type: Stripe.CustomerListPaymentMethodsParams.Type
      ) =>
        (await shop.stripe.customers.listPaymentMethods(customer, { type }))
          .data
      expect(await ofType("card")).toHaveLength(1)
      expect(await ofType("sepa_debit")).toEqual([])
    })

    behavior(
      METHODS,
      "a PaymentMethod of another customer is a 404 resource_missing",
      async () => {
        const [ada, eve] = [await newCustomer(), await newCustomer()]
        await payAndSave(ada)
        const { id } = await onlyCardOf(ada)
        expect(
          await shop.stripe.customers.retrievePaymentMethod(ada, id)
        ).toMatchObject({ id })
        expect(
          await refusal(shop.stripe.customers.retrievePaymentMethod(eve, id))
        ).toMatchObject({ statusCode: 404, code: "resource_missing" })
      }
    )

    behavior(
      METHODS,
      "a detached PaymentMethod belongs to nobody, and cannot be detached again",
      async () => {
        const customer = await newCustomer()
        await payAndSave(customer)
        const { id } = await onlyCardOf(customer)
        const detached = await shop.stripe.paymentMethods.detach(id)
        expect(detached.customer).toBeNull()
        expect(await cardsOf(customer)).toEqual([])
        expect(await refusal(shop.stripe.paymentMethods.detach(id))).toEqual(
          expect.objectContaining({
            statusCode: 400,
            message:
              "The payment method you provided is not attached to a customer so detachment is impossible.",
          })
        )
      }
    )

    behavior(
      METHODS,
      "deleting a customer detaches their PaymentMethods",
      async () => {
        const customer = await newCustomer()
        await payAndSave(customer)
        const { id } = await onlyCardOf(customer)
        await shop.stripe.customers.del(customer)
        const method = await shop.stripe.paymentMethods.retrieve(id)
        expect(method.customer).toBeNull()
        expect(await refusal(cardsOf(customer))).toMatchObject({
          statusCode: 404,
          code: "resource_missing",
        })
      }
    )
  })
}
