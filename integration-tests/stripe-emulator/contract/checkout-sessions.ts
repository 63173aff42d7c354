import type Stripe from "stripe"
import { cart, line, shopForEach, payCart, rawRequest, refusal } from "./shop"
import type { Source } from "./behavior"
import { behavior } from "./behavior"

const OBJECT: Source = { section: "The Checkout Session object" }
const LINE_ITEMS: Source = { section: "Line items of a Checkout Session" }
const UPDATE: Source = { section: "Update a Checkout Session" }
const LIST: Source = { section: "List Checkout Sessions" }
const EXPIRE: Source = { section: "Expire a Checkout Session" }

type Params = Stripe.Checkout.SessionCreateParams

export function describeCheckoutSessions(): void {
  const shop = shopForEach()

  const create = (changes: Partial<Params> = {}) =>
    shop.stripe.checkout.sessions.create(cart(changes))
  const { update, list, expire } = sessionCalls(() => shop.stripe)

  describe("a new Checkout Session", () => {
    behavior(
      OBJECT,
      "a new session is open, unpaid and has a URL",
      async () => {
        const session = await create()
        expect(session).toMatchObject({
          object: "checkout.session",
          status: "open",
          payment_status: "unpaid",
          livemode: false,
          ui_mode: "hosted_page",
        })
        expect(session.id).toMatch(/^cs_test_/)
        expect(session.url).toMatch(/^https?:/)
      }
    )

    behavior(
      OBJECT,
      "a session has no PaymentIntent before the first attempt to pay",
      async () => {
        expect((await create()).payment_intent).toBeNull()
      }
    )

    behavior(OBJECT, "the totals add up the lines", async () => {
      const session = await create({
        line_items: [
          line({ amount: 1500, quantity: 2 }),
          line({ amount: 499, name: "Shipping" }),
        ],
      })
      expect(session.amount_total).toBe(3499)
      expect(session.amount_subtotal).toBe(3499)
      expect(session.currency).toBe("eur")
    })

    behavior(
      OBJECT,
      "the first shipping option is part of the total",
      async () => {
        const session = await create({
          shipping_options: [500, 900].map((amount) => ({
            shipping_rate_data: {
              display_name: "Post",
              type: "fixed_amount",
              fixed_amount: { amount, currency: "eur" },
            },
          })),
        })
        expect(session.amount_subtotal).toBe(3000)
        expect(session.amount_total).toBe(3500)
        expect(session.shipping_cost?.amount_total).toBe(500)
        expect(session.total_details?.amount_shipping).toBe(500)
        expect(session.shipping_options).toHaveLength(2)
      }
    )

    behavior(
      OBJECT,
      "a session with a total of 0 requires no payment",
      async () => {
        const session = await create({ line_items: [line({ amount: 0 })] })
        expect(session).toMatchObject({
          status: "open",
          amount_total: 0,
          payment_status: "no_payment_required",
          payment_intent: null,
        })
      }
    )

    behavior(
      OBJECT,
      "a session expires after 24 hours by default",
      async () => {
        const session = await create()
        expect(session.expires_at - session.created).toBe(24 * 60 * 60)
      }
    )

    behavior(
      OBJECT,
      "metadata and client_reference_id are returned as they were sent",
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
      OBJECT,
      "fields that were not given are null, and line_items is absent",
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
  })

  describe("its lines", () => {
    behavior(LINE_ITEMS, "lines are in the order of the request", async () => {
      const { id } = await create({
        line_items: [
          line({ amount: 100, name: "A" }),
          line({ amount: 200, name: "B" }),
        ],
      })
      const { data, url } =
        await shop.stripe.checkout.sessions.listLineItems(id)
      expect(url).toBe(`/v1/checkout/sessions/${id}/line_items`)
      expect(data.map(({ description }) => description)).toEqual(["A", "B"])
      expect(data.map((item) => item.amount_total)).toEqual([100, 200])
    })

    behavior(
      LINE_ITEMS,
      "a line has the inactive price that was created for it",
      async () => {
        const { id } = await create()
        const path = `/v1/checkout/sessions/${id}/line_items`
        const { body } = await rawRequest(shop, path)
        expect(body["data"]).toMatchObject([
          {
            object: "item",
            quantity: 2,
            price: {
              object: "price",
              active: false,
              type: "one_time",
              unit_amount: 1500,
              unit_amount_decimal: "1500",
            },
          },
        ])
      }
    )
  })

  describe("an update", () => {
    behavior(
      UPDATE,
      "metadata keys that are not given stay, and an empty value removes one",
      async () => {
        const { id } = await create({ metadata: { a: "1", b: "2" } })
        const session = await update(id, { metadata: { b: "", c: "3" } })
        expect(session.metadata).toEqual({ a: "1", c: "3" })
      }
    )

    behavior(UPDATE, "an empty metadata removes all keys", async () => {
      const { id } = await create({ metadata: { a: "1", b: "2" } })
      expect((await update(id, { metadata: "" })).metadata).toEqual({})
    })

    behavior(
      UPDATE,
      "a parameter for creation only is unknown in an update",
      async () => {
        const { id } = await create()
        const change = { success_url: "https://shop.example/b" } as object
        expect(await refusal(update(id, change))).toMatchObject({
          code: "parameter_unknown",
          param: "success_url",
        })
      }
    )

    behavior(
      { ...UPDATE, needs: "access to the emulator's state" },
      "new lines for an open Checkout Session are rejected, because the emulator does not imitate them",
      async () => {
        const { id } = await create()
        const error = await refusal(
          update(id, { line_items: [line({ amount: 100 })] })
        )
        expect(error.param).toBe("line_items")
      }
    )
  })

  describe("a list", () => {
    behavior(LIST, "sessions are listed newest first", async () => {
      const first = await create()
      const second = await create()
      const { data } = await list({ limit: 2 })
      expect(data.map(({ id }) => id)).toEqual([second.id, first.id])
    })

    behavior(LIST, "a list can be filtered by status", async () => {
      const { id } = await create()
      await expire(id)
      const ids = async (status: "expired" | "open") =>
        (await list({ status })).data.map((session) => session.id)
      expect(await ids("expired")).toContain(id)
      expect(await ids("open")).not.toContain(id)
    })

    behavior(LIST, "a list can be filtered by e-mail address", async () => {
      const email = `${Date.now()}@example.com`
      const { id } = await create({ customer_email: email })
      const { data } = await list({ customer_details: { email } })
      expect(data.map((session) => session.id)).toEqual([id])
    })

    behavior(LIST, "a list can be filtered by customer", async () => {
      const customer = await shop.stripe.customers.create({ name: "Ada" })
      const { id } = await create({ customer: customer.id })
      const { data } = await list({ customer: customer.id })
      expect(data.map((session) => session.id)).toEqual([id])
    })

    behavior(LIST, "a list can be filtered by time of creation", async () => {
      const { created, id } = await create()
      const within = await list({ created: { gte: created }, limit: 1 })
      expect(within.data.map((session) => session.id)).toEqual([id])
      expect((await list({ created: { gt: created + 60 } })).data).toEqual([])
    })

    behavior(
      { ...LIST, needs: "a shopper on the hosted page" },
      "a list can be filtered by PaymentIntent",
      async () => {
        await payCart(shop)
        const intent = await payCart(shop)
        const { data } = await list({ payment_intent: intent.id })
        expect(data).toMatchObject([{ payment_intent: intent.id }])
      }
    )
  })

  describe("expiring a Checkout Session", () => {
    behavior(
      EXPIRE,
      "expiring ends the session and removes its URL",
      async () => {
        const { id } = await create()
        expect(await expire(id)).toMatchObject({ status: "expired", url: null })
      }
    )

    behavior(
      EXPIRE,
      "expiring is rejected for a session that has expired",
      async () => {
        const { id } = await create()
        await expire(id)
        const error = await refusal(expire(id))
        expect(error.statusCode).toBe(400)
        expect(error.message).toBe(
          'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of `expired`.'
        )
      }
    )

    behavior(
      EXPIRE,
      "expiring a session that does not exist is a 404",
      async () => {
        expect(await refusal(expire("cs_test_none"))).toMatchObject({
          statusCode: 404,
          code: "resource_missing",
          message: "No such checkout.session: cs_test_none",
        })
      }
    )

    for (const position of ["status_transition_invalid", "none"] as const) {
      behavior(
        { ...EXPIRE, needs: "access to the emulator's state" },
        `expiring a second time is rejected with the code of the switch, ${position}`,
        async () => {
          await shop.controls.setSwitch("expire_error_code", position)
          const { id } = await create()
          await expire(id)
          const expected = position === "none" ? undefined : position
          expect((await refusal(expire(id))).code).toBe(expected)
        }
      )
    }
  })
}

function sessionCalls(stripe: () => Stripe) {
  const sessions = () => stripe().checkout.sessions
  return {
    update: (id: string, params: Stripe.Checkout.SessionUpdateParams) =>
      sessions().update(id, params),
    list: (params: Stripe.Checkout.SessionListParams) =>
      sessions().list(params),
    expire: (id: string) => sessions().expire(id),
  }
}
