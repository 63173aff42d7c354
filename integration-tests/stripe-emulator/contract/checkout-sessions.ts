import type Stripe from "stripe"
import type { Shop } from "./shop"
import { cart, line, openShop, refusal } from "./shop"
import type { Source } from "./behavior"
import { behavior } from "./behavior"

const THE_CHECKOUT_SESSION_OBJECT: Source = {
  section: "The Checkout Session object",
}
const CREATE_A_CHECKOUT_SESSION: Source = {
  section: "Create a Checkout Session",
}
const EXPIRE_A_CHECKOUT_SESSION: Source = {
  section: "Expire a Checkout Session",
}

type Params = Stripe.Checkout.SessionCreateParams

export function describeCheckoutSessions(): void {
  let shop: Shop
  let stripe: Stripe

  beforeAll(async () => {
    shop = await openShop()
    stripe = shop.stripe
  })
  afterAll(() => shop.close())

  const create = (changes: Partial<Params> = {}) =>
    stripe.checkout.sessions.create(cart(changes))
  const now = () => Math.floor(Date.now() / 1000)

  describe("a new Checkout Session", () => {
    behavior(
      THE_CHECKOUT_SESSION_OBJECT,
      "is open, unpaid and has an address, as the life cycle of Checkout Sessions says",
      async () => {
        const session = await create()
        expect(session).toMatchObject({
          object: "checkout.session",
          status: "open",
          payment_status: "unpaid",
          livemode: false,
        })
        expect(session.url).toMatch(/^https?:/)
      }
    )

    behavior(
      THE_CHECKOUT_SESSION_OBJECT,
      "has no PaymentIntent before anybody tries to pay, as since API version 2022-08-01",
      async () => {
        expect((await create()).payment_intent).toBeNull()
      }
    )

    behavior(
      THE_CHECKOUT_SESSION_OBJECT,
      "adds up its lines, as amount_total documents",
      async () => {
        const session = await create({
          line_items: [
            line({ amount: 1500, quantity: 2 }),
            line({ amount: 499, name: "Shipping" }),
          ],
        })
        expect(session.amount_total).toBe(3499)
        expect(session.amount_subtotal).toBe(3499)
      }
    )

    behavior(
      THE_CHECKOUT_SESSION_OBJECT,
      "lists its lines in their order, as the line items endpoint documents",
      async () => {
        const { id } = await create({
          line_items: [
            line({ amount: 100, name: "A" }),
            line({ amount: 200, name: "B" }),
          ],
        })
        const lines = await stripe.checkout.sessions.listLineItems(id)
        expect(lines.data.map(({ description }) => description)).toEqual([
          "A",
          "B",
        ])
        expect(lines.data.map(({ amount_total: total }) => total)).toEqual([
          100, 200,
        ])
      }
    )

    behavior(
      THE_CHECKOUT_SESSION_OBJECT,
      "lives for 24 hours unless told otherwise, as expires_at documents",
      async () => {
        const session = await create()
        expect(session.expires_at - session.created).toBe(24 * 60 * 60)
      }
    )

    behavior(
      THE_CHECKOUT_SESSION_OBJECT,
      "repeats metadata and reference, as the object's fields document",
      async () => {
        const session = await create({
          metadata: { payment_session: "payses_1" },
          client_reference_id: "cart_1",
        })
        expect(session.metadata).toEqual({ payment_session: "payses_1" })
        expect(session.client_reference_id).toBe("cart_1")
      }
    )

    behavior(
      THE_CHECKOUT_SESSION_OBJECT,
      "carries every documented key, with null where there is nothing, as Stripe's objects do",
      async () => {
        const session = await create()
        for (const key of [
          "customer",
          "subscription",
          "shipping_cost",
          "locale",
          "invoice",
        ]) {
          expect(session).toHaveProperty(key, null)
        }
        expect(session).not.toHaveProperty("line_items")
      }
    )

    behavior(
      THE_CHECKOUT_SESSION_OBJECT,
      "shows its lines when they are expanded, as the expand parameter documents",
      async () => {
        const session = await create({ expand: ["line_items"] })
        expect(session.line_items?.data).toHaveLength(1)
      }
    )
  })

  describe("parameters of a Checkout Session", () => {
    const refused = async (changes: object) => refusal(create(changes))

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "must be known, as error code parameter_unknown documents",
      async () => {
        expect(await refused({ color: "red" })).toMatchObject({
          type: "StripeInvalidRequestError",
          statusCode: 400,
          code: "parameter_unknown",
          param: "color",
          message: "Received unknown parameter: color",
        })
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "must be known at any depth, as error code parameter_unknown documents",
      async () => {
        const error = await refused({ payment_intent_data: { amount: 5 } })
        expect(error.code).toBe("parameter_unknown")
        expect(error.param).toBe("payment_intent_data[amount]")
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "may not hold payment_method_types, as API version 2026-09-30 removed it",
      async () => {
        expect(await refused({ payment_method_types: ["card"] })).toMatchObject(
          {
            statusCode: 400,
            param: "payment_method_types",
          }
        )
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "may not use the old name of the hosted page, as API version 2026-03-25 renamed ui_mode",
      async () => {
        expect(await refused({ ui_mode: "hosted" })).toMatchObject({
          statusCode: 400,
          param: "ui_mode",
        })
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "must hold a success_url, as the hosted page needs it",
      async () => {
        const { success_url: _, ...rest } = cart()
        expect(
          await refusal(stripe.checkout.sessions.create(rest))
        ).toMatchObject({
          code: "parameter_missing",
          param: "success_url",
          message: "Missing required param: success_url.",
        })
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "must hold whole minor units, as unit_amount documents",
      async () => {
        expect(
          await refused({ line_items: [line({ amount: 10.5 })] })
        ).toMatchObject({
          code: "parameter_invalid_integer",
          param: "line_items[0][price_data][unit_amount]",
        })
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "may not hold a negative price, as unit_amount documents",
      async () => {
        expect(
          await refused({ line_items: [line({ amount: -100 })] })
        ).toMatchObject({
          statusCode: 400,
          param: "line_items[0][price_data][unit_amount]",
        })
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "must name each product, as price_data documents",
      async () => {
        const lines = [
          {
            quantity: 1,
            price_data: {
              currency: "eur",
              unit_amount: 100,
              product_data: { description: "no name" },
            },
          },
        ]
        expect(await refused({ line_items: lines })).toMatchObject({
          code: "parameter_missing",
          param: "line_items[0][price_data][product_data][name]",
        })
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "may not hold an empty name, as an empty value means to clear",
      async () => {
        expect(
          await refused({ line_items: [line({ amount: 100, name: "" })] })
        ).toMatchObject({
          code: "parameter_invalid_empty",
          param: "line_items[0][price_data][product_data][name]",
        })
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "may hold 100 lines but not 101, as Checkout in payment mode documents",
      async () => {
        const hundred = Array.from({ length: 100 }, () => line({ amount: 100 }))
        expect((await create({ line_items: hundred })).amount_total).toBe(
          10_000
        )
        const error = await refused({
          line_items: [...hundred, line({ amount: 100 })],
        })
        expect(error).toMatchObject({ statusCode: 400, param: "line_items" })
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "must add up to the minimum charge, as Stripe's table of minimums says",
      async () => {
        const error = await refused({
          line_items: [line({ amount: 49, currency: "usd" })],
        })
        expect(error.message).toBe(
          "The Checkout Session's total amount due must add up to at least $0.50 usd"
        )
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "may not name both a customer and an e-mail, as customer_email documents",
      async () => {
        expect(
          await refused({
            customer: "cus_none",
            customer_email: "a@example.com",
          })
        ).toMatchObject({ statusCode: 400 })
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "may not expire within 30 minutes, as expires_at documents",
      async () => {
        const error = await refused({ expires_at: now() + 60 })
        expect(error.message).toBe(
          "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        )
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "may not expire after 24 hours, as expires_at documents",
      async () => {
        const error = await refused({ expires_at: now() + 25 * 60 * 60 })
        expect(error.message).toBe(
          "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        )
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "may not hold metadata values over 500 characters, as the metadata guide says",
      async () => {
        expect(
          await refused({ metadata: { note: "x".repeat(501) } })
        ).toMatchObject({
          statusCode: 400,
        })
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "may not hold more than 50 metadata keys, as the metadata guide says",
      async () => {
        const metadata = Object.fromEntries(
          Array.from({ length: 51 }, (_, index) => [`key${index}`, "1"])
        )
        expect(await refused({ metadata })).toMatchObject({ statusCode: 400 })
      }
    )

    behavior(
      CREATE_A_CHECKOUT_SESSION,
      "may not ask for a language that Checkout does not speak, as locale documents",
      async () => {
        expect(await refused({ locale: "xx" })).toMatchObject({
          statusCode: 400,
          param: "locale",
        })
      }
    )
  })

  describe("expiring a Checkout Session", () => {
    behavior(
      EXPIRE_A_CHECKOUT_SESSION,
      "ends it and takes its address away, as the expire endpoint documents",
      async () => {
        const { id } = await create()
        expect(await stripe.checkout.sessions.expire(id)).toMatchObject({
          status: "expired",
          url: null,
        })
      }
    )

    behavior(
      EXPIRE_A_CHECKOUT_SESSION,
      "is refused the second time, in Stripe's words",
      async () => {
        const { id } = await create()
        await stripe.checkout.sessions.expire(id)
        const error = await refusal(stripe.checkout.sessions.expire(id))
        expect(error.statusCode).toBe(400)
        expect(error.message).toBe(
          'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of `expired`.'
        )
      }
    )
  })
}
