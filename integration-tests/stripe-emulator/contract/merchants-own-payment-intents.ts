import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { eventsDuring } from "./payments"
import { describeRefusals } from "./refusals"
import { chargeOf, payCart, refusal, shopForEach } from "./shop"

const shopper = "a shopper on the hosted page"
const CREATE: Source = { section: "Create a PaymentIntent" }
const CONFIRM: Source = { section: "Confirm a PaymentIntent", needs: shopper }
const UPDATE: Source = { section: "Update a PaymentIntent" }
const CANCEL: Source = { section: "Cancel a PaymentIntent" }

/** Behaviors for a shop with its own card form instead of Checkout. */
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

  describe("creating the merchant's own PaymentIntent", () => {
    behavior(
      CREATE,
      "a PaymentIntent created by the merchant waits for a payment method, with all parameters",
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
      "a PaymentIntent created by the merchant charges at once by default",
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
      "a PaymentIntent created by the merchant may name a customer",
      async () => {
        const { id } = await shop.stripe.customers.create({ name: "Ada" })
        const intent = await create({ customer: id, expand: ["customer"] })
        expect(intent.customer).toMatchObject({ id, name: "Ada" })
      }
    )

    behavior(
      CREATE,
      "a PaymentIntent created by the merchant is created once under one idempotency key",
      async () => {
        const params = { amount: 3000, currency: "eur" }
        const options = { idempotencyKey: `once-${Date.now()}` }
        const make = () => shop.stripe.paymentIntents.create(params, options)
        expect((await make()).id).toBe((await make()).id)
      }
    )

    behavior(
      { section: "Event types", needs: "access to the emulator's state" },
      "creating the merchant's own PaymentIntent emits an event",
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
          "a PaymentIntent of 0 is rejected",
          { amount: 0 },
          { code: "parameter_invalid_integer", param: "amount" },
        ],
        [
          "a PaymentIntent below the minimum is rejected",
          { amount: 49 },
          {
            code: "amount_too_small",
            param: "amount",
            message: "Amount must be at least €0.50 eur",
          },
        ],
        [
          "a PaymentIntent above the limit for cards is rejected",
          { amount: 1_000_000_000_000 },
          { code: "amount_too_large", param: "amount" },
        ],
        [
          "a PaymentIntent without an amount is rejected",
          { amount: undefined },
          { code: "parameter_missing", param: "amount" },
        ],
        [
          "a PaymentIntent in an unknown currency is rejected",
          { currency: "xxx" },
          { param: "currency" },
        ],
        [
          "a PaymentIntent of a customer that does not exist is rejected",
          { customer: "cus_unknown" },
          { code: "resource_missing", param: "customer" },
        ],
        [
          "a PaymentIntent with a capture method that Stripe does not know is rejected",
          { capture_method: "later" },
          { param: "capture_method" },
        ],
        [
          "a PaymentIntent with payment_method_types is rejected",
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
        { ...CREATE, needs: "access to the emulator's state" },
        `a parameter of a new PaymentIntent that the emulator does not imitate is rejected in its own words: ${name ?? ""}`,
        async () => {
          const error = await refusal(create(params))
          expect(error.statusCode).toBe(400)
          expect(error.message).toMatch(/^The emulator (does not )?imitate/)
        }
      )
    }
  })

  describe("paying with the merchant's own form", () => {
    behavior(
      CONFIRM,
      "a valid card authorizes the payment, and the PaymentIntent names the card and the Charge",
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
      "paying with the merchant's own form emits events of Charge and PaymentIntent, and none of a Checkout Session",
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
      "a valid card pays at once with automatic capture",
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
      "a declined card leaves the PaymentIntent open for another card",
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
      "a PaymentIntent from the merchant's own form is captured and refunded like any other",
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
      { ...CONFIRM, needs: "access to the emulator's state" },
      "a PaymentIntent cannot be confirmed twice, with a challenge, or if it belongs to Checkout",
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

  describe("changing the merchant's own PaymentIntent", () => {
    behavior(
      UPDATE,
      "updating the merchant's own PaymentIntent changes its amount until it is paid",
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
      "updating the merchant's own PaymentIntent cannot change the amount of an authorization",
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
      "canceling the merchant's own PaymentIntent works before it is paid",
      async () => {
        const { id } = await create()
        const canceled = await shop.stripe.paymentIntents.cancel(id)
        expect(canceled.status).toBe("canceled")
      }
    )
  })
}
