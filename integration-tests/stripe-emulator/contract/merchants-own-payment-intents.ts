import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { eventsDuring } from "./payments"
import { describeRefusals } from "./refusals"
import { chargeOf, payCart, refusal, shopForEach } from "./shop"

const shopper = "a shopper on the page"
const CREATE: Source = { section: "Create a PaymentIntent" }
const CONFIRM: Source = { section: "Confirm a PaymentIntent", needs: shopper }
const UPDATE: Source = { section: "Update a PaymentIntent" }
const CANCEL: Source = { section: "Cancel a PaymentIntent" }

/** What a shop does that shows a card form of its own instead of sending its shoppers to Checkout. */
export function describeMerchantsOwnPaymentIntents(): void {
  const shop = shopForEach()

  const create = (changes: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
    shop.stripe.paymentIntents.create({
      amount: 3000,
      currency: "eur",
      capture_method: "manual",
      ...changes,
    })

  const pay = async (card?: string) => {
    const { id } = await create()
    const outcome = await shop.controls.confirmPaymentIntent(
      id,
      card === undefined ? {} : { card }
    )
    const intent = await shop.stripe.paymentIntents.retrieve(id, {
      expand: ["payment_method"],
    })
    return { id, intent, outcome }
  }

  describe("making a PaymentIntent of one's own", () => {
    behavior(
      CREATE,
      "a PaymentIntent made by the merchant waits for a payment method, with all that it was told",
      async () => {
        const intent = await create({
          automatic_payment_methods: { enabled: true },
          description: "Shirt",
          metadata: { session_id: "payses_1" },
          payment_method_options: { card: { request_three_d_secure: "any" } },
          receipt_email: "shopper@example.com",
        })
        expect(intent).toMatchObject({
          status: "requires_payment_method",
          amount: 3000,
          amount_capturable: 0,
          amount_received: 0,
          automatic_payment_methods: { enabled: true },
          capture_method: "manual",
          currency: "eur",
          customer: null,
          description: "Shirt",
          latest_charge: null,
          metadata: { session_id: "payses_1" },
          payment_method: null,
          receipt_email: "shopper@example.com",
        })
        expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret`))
      }
    )

    behavior(
      CREATE,
      "a PaymentIntent made by the merchant takes the money at once where nobody asks for a hold",
      async () => {
        const intent = await shop.stripe.paymentIntents.create({
          amount: 3000,
          currency: "eur",
        })
        expect(intent.capture_method).toBe("automatic_async")
      }
    )

    behavior(
      CREATE,
      "a PaymentIntent made by the merchant may name a customer",
      async () => {
        const { id } = await shop.stripe.customers.create({ name: "Ada" })
        const intent = await create({ customer: id, expand: ["customer"] })
        expect(intent.customer).toMatchObject({ id, name: "Ada" })
      }
    )

    behavior(
      CREATE,
      "a PaymentIntent made by the merchant is made once under one idempotency key",
      async () => {
        const params = { amount: 3000, currency: "eur" }
        const options = { idempotencyKey: `once-${Date.now()}` }
        const make = () => shop.stripe.paymentIntents.create(params, options)
        expect((await make()).id).toBe((await make()).id)
      }
    )

    behavior(
      { section: "Event types", needs: "a look inside the emulator" },
      "making a PaymentIntent of one's own tells of it",
      async () => {
        expect(await eventsDuring(shop, () => create())).toEqual([
          "payment_intent.created",
        ])
      }
    )

    describeRefusals(
      CREATE,
      [
        [
          "a PaymentIntent of nothing is refused",
          { amount: 0 },
          { code: "parameter_invalid_integer", param: "amount" },
        ],
        [
          "a PaymentIntent below the minimum is refused",
          { amount: 49 },
          {
            code: "amount_too_small",
            param: "amount",
            message: "Amount must be at least €0.50 eur",
          },
        ],
        [
          "a PaymentIntent of more than cards can pay is refused",
          { amount: 1_000_000_000_000 },
          { code: "amount_too_large", param: "amount" },
        ],
        [
          "a PaymentIntent without an amount is refused",
          { amount: undefined },
          { code: "parameter_missing", param: "amount" },
        ],
        [
          "a PaymentIntent in an unknown currency is refused",
          { currency: "xxx" },
          { param: "currency" },
        ],
        [
          "a PaymentIntent of a customer that does not exist is refused",
          { customer: "cus_unknown" },
          { code: "resource_missing", param: "customer" },
        ],
        [
          "a PaymentIntent with a capture method that Stripe does not know is refused",
          { capture_method: "later" },
          { param: "capture_method" },
        ],
        [
          "a PaymentIntent with the types of its payment methods is refused",
          { payment_method_types: ["card"] },
          {
            code: "payment_method_types_no_longer_supported",
            param: "payment_method_types",
          },
        ],
      ],
      create
    )

    for (const params of [
      { confirm: true },
      { automatic_payment_methods: { enabled: false } },
      { payment_method_options: { card: { moto: true } } },
    ]) {
      const [name] = Object.keys(params)
      behavior(
        { ...CREATE, needs: "a look inside the emulator" },
        `what the emulator does not imitate of a new PaymentIntent is refused in other words: ${name ?? ""}`,
        async () => {
          const error = await refusal(create(params))
          expect(error.statusCode).toBe(400)
          expect(error.message).toMatch(/^The emulator (does not )?imitate/)
        }
      )
    }
  })

  describe("paying with a merchant's own form", () => {
    behavior(
      CONFIRM,
      "a card that is good holds the money, and the PaymentIntent names card and Charge",
      async () => {
        const { id, intent, outcome } = await pay()
        expect(outcome).toEqual({ outcome: "complete" })
        expect(intent).toMatchObject({
          status: "requires_capture",
          amount_capturable: 3000,
          last_payment_error: null,
          payment_method: { object: "payment_method", card: { last4: "4242" } },
        })
        expect(await chargeOf(shop.stripe, id)).toMatchObject({
          captured: false,
          status: "succeeded",
          payment_intent: id,
        })
      }
    )

    behavior(
      { section: "Event types", needs: shopper },
      "paying with a merchant's own form tells of Charge and hold, and of no Checkout Session",
      async () => {
        const { id } = await create()
        const happened = await eventsDuring(shop, () =>
          shop.controls.confirmPaymentIntent(id)
        )
        expect(happened).toEqual([
          "charge.succeeded",
          "payment_intent.amount_capturable_updated",
        ])
      }
    )

    behavior(
      CONFIRM,
      "a card that is good pays at once where capture is automatic",
      async () => {
        const { id } = await create({ capture_method: "automatic" })
        await shop.controls.confirmPaymentIntent(id)
        expect(await shop.stripe.paymentIntents.retrieve(id)).toMatchObject({
          status: "succeeded",
          amount_received: 3000,
        })
      }
    )

    behavior(
      CONFIRM,
      "a card that is declined leaves the PaymentIntent open for another one",
      async () => {
        const { id, intent, outcome } = await pay("4000000000000002")
        expect(outcome).toMatchObject({ outcome: "declined" })
        expect(intent).toMatchObject({
          status: "requires_payment_method",
          last_payment_error: { code: "card_declined" },
          payment_method: null,
        })
        await shop.controls.confirmPaymentIntent(id)
        expect(await shop.stripe.paymentIntents.retrieve(id)).toMatchObject({
          status: "requires_capture",
          last_payment_error: null,
        })
      }
    )

    behavior(
      CONFIRM,
      "a PaymentIntent of a merchant's own form is captured and refunded like any other",
      async () => {
        const { id } = await pay()
        const captured = await shop.stripe.paymentIntents.capture(id)
        const refund = await shop.stripe.refunds.create({
          payment_intent: id,
          amount: 1000,
        })
        expect(captured.status).toBe("succeeded")
        expect(refund).toMatchObject({ amount: 1000, status: "succeeded" })
      }
    )

    behavior(
      { ...CONFIRM, needs: "a look inside the emulator" },
      "nobody confirms a PaymentIntent twice, one of Checkout, or with a challenge",
      async () => {
        const { confirmPaymentIntent } = shop.controls
        const { id: paid } = await pay()
        const { id: ofCheckout } = await payCart(shop)
        const { id: fresh } = await create()
        await expect(confirmPaymentIntent(paid)).rejects.toThrow(
          "is requires_capture"
        )
        await expect(confirmPaymentIntent(ofCheckout)).rejects.toThrow(
          "belongs to Checkout"
        )
        await expect(
          confirmPaymentIntent(fresh, { card: "4000002760003184" })
        ).rejects.toThrow("3D Secure")
      }
    )
  })

  describe("changing one's mind about a PaymentIntent of one's own", () => {
    behavior(
      UPDATE,
      "updating a PaymentIntent of one's own changes its amount until it is paid",
      async () => {
        const { id } = await create()
        const update = (amount: number) =>
          shop.stripe.paymentIntents.update(id, { amount })
        expect((await update(4000)).amount).toBe(4000)
        expect(await refusal(update(10))).toMatchObject({
          code: "amount_too_small",
        })
      }
    )

    behavior(
      { ...UPDATE, needs: shopper },
      "updating a PaymentIntent of one's own cannot change the amount of a hold",
      async () => {
        const { id } = await pay()
        const error = await refusal(
          shop.stripe.paymentIntents.update(id, { amount: 4000 })
        )
        expect(error.code).toBe("payment_intent_unexpected_state")
      }
    )

    behavior(
      CANCEL,
      "canceling a PaymentIntent of one's own works before anybody has paid",
      async () => {
        const { id } = await create()
        const canceled = await shop.stripe.paymentIntents.cancel(id)
        expect(canceled.status).toBe("canceled")
      }
    )
  })
}
