import type { Source } from "./behavior"
import { behavior } from "./behavior"
import {
  capturedPayment,
  eventTypes,
  eventsDuring,
  lastEvent,
} from "./payments"
import { cart, shopForEach, payCart, rawRequest, refusal } from "./shop"

const shopper = "a shopper on the hosted page"
const EVENTS: Source = { section: "Events", needs: shopper }
const EVENT_TYPES: Source = { section: "Event types", needs: shopper }
const LIST: Source = { section: "List events", needs: shopper }
const PAGINATION: Source = { section: "Pagination", needs: shopper }

const month = 30 * 24 * 60 * 60

export function describeEvents(): void {
  const shop = shopForEach()

  const listed = async (
    params: Parameters<typeof shop.stripe.events.list>[0]
  ) => (await shop.stripe.events.list(params)).data.map(({ type }) => type)

  describe("events", () => {
    behavior(
      EVENT_TYPES,
      "events of a payment are created in Stripe's order",
      async () => {
        expect(await eventsDuring(shop, () => payCart(shop))).toEqual([
          "payment_intent.created",
          "charge.succeeded",
          "payment_intent.amount_capturable_updated",
          "checkout.session.completed",
        ])
      }
    )

    behavior(
      EVENT_TYPES,
      "events of an immediate payment include payment_intent.succeeded",
      async () => {
        const happened = await eventsDuring(shop, () =>
          payCart(shop, { payment_intent_data: {} })
        )
        expect(happened).toEqual([
          "payment_intent.created",
          "charge.succeeded",
          "payment_intent.succeeded",
          "checkout.session.completed",
        ])
      }
    )

    behavior(
      EVENT_TYPES,
      "events of a decline do not include the session",
      async () => {
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        const happened = await eventsDuring(shop, () =>
          shop.controls.pay(id, { card: "4000000000000002" })
        )
        expect(happened).toEqual([
          "payment_intent.created",
          "charge.failed",
          "payment_intent.payment_failed",
        ])
      }
    )

    behavior(
      EVENT_TYPES,
      "events of 3D Secure start with requires_action",
      async () => {
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        const happened = await eventsDuring(shop, () =>
          shop.controls.pay(id, { card: "4000002760003184" })
        )
        expect(happened).toEqual([
          "payment_intent.created",
          "payment_intent.requires_action",
        ])
      }
    )

    behavior(
      EVENT_TYPES,
      "events of a capture are charge.captured and payment_intent.succeeded",
      async () => {
        const { id } = await payCart(shop)
        const happened = await eventsDuring(shop, () =>
          shop.stripe.paymentIntents.capture(id)
        )
        expect(happened).toEqual([
          "charge.captured",
          "payment_intent.succeeded",
        ])
        const event = await lastEvent(shop, "charge.captured")
        expect(event.data.previous_attributes).toEqual({
          amount_captured: 0,
          balance_transaction: null,
          captured: false,
        })
      }
    )

    behavior(
      EVENT_TYPES,
      "events of a partial capture include the released rest if the account shows it",
      async () => {
        await shop.controls.setSwitch("released_rest_as_refund", true)
        const { id } = await payCart(shop)
        const happened = await eventsDuring(shop, () =>
          shop.stripe.paymentIntents.capture(id, { amount_to_capture: 1000 })
        )
        expect(happened).toEqual([
          "refund.created",
          "charge.captured",
          "payment_intent.succeeded",
        ])
      }
    )

    behavior(EVENTS, "events keep a snapshot of the object", async () => {
      await capturedPayment(shop)
      const { data } = await shop.stripe.events.list({
        type: "payment_intent.amount_capturable_updated",
      })
      expect(data[0]?.data.object).toMatchObject({
        status: "requires_capture",
      })
    })

    behavior(EVENTS, "events name the request that caused them", async () => {
      const { id } = await payCart(shop)
      await shop.stripe.paymentIntents.capture(
        id,
        {},
        { idempotencyKey: "cap-1" }
      )
      const event = await lastEvent(shop, "charge.captured")
      expect(event.request?.id).toMatch(/^req_/)
      expect(event.request?.idempotency_key).toBe("cap-1")
    })

    behavior(
      { section: "Events", needs: "a clock that can be advanced" },
      "events without an API request name no request",
      async () => {
        await payCart(shop)
        await shop.controls.advanceClock(8 * 24 * 60 * 60)
        const event = await lastEvent(shop, "payment_intent.canceled")
        expect(event.request).toEqual({ id: null, idempotency_key: null })
      }
    )

    behavior(EVENTS, "events can be retrieved one by one", async () => {
      await payCart(shop)
      const { id } = await lastEvent(shop, "checkout.session.completed")
      expect(await shop.stripe.events.retrieve(id)).toMatchObject({
        id,
        object: "event",
        livemode: false,
        pending_webhooks: 0,
        type: "checkout.session.completed",
      })
    })

    behavior(
      { section: "Events" },
      "events with an unknown id are a 404",
      async () => {
        const error = await refusal(shop.stripe.events.retrieve("evt_unknown"))
        expect(error).toMatchObject({
          statusCode: 404,
          code: "resource_missing",
          message: "No such event: 'evt_unknown'",
        })
      }
    )
  })

  describe("a list of events", () => {
    behavior(
      PAGINATION,
      "a list of events is newest first, page by page",
      async () => {
        await payCart(shop)
        const all: string[] = []
        for await (const event of shop.stripe.events.list({ limit: 2 })) {
          all.push(event.type)
        }
        expect(all).toEqual((await eventTypes(shop)).reverse())
      }
    )

    behavior(
      PAGINATION,
      "a list of events can be read backwards from an event",
      async () => {
        await payCart(shop)
        const oldest = await lastEvent(shop, "payment_intent.created")
        const page = await shop.stripe.events.list({
          ending_before: oldest.id,
          limit: 2,
        })
        expect(page.data.map(({ type }) => type)).toEqual([
          "payment_intent.amount_capturable_updated",
          "charge.succeeded",
        ])
        expect(page.has_more).toBe(true)
      }
    )

    behavior(
      { section: "Pagination" },
      "a list of events cannot start after an event that does not exist",
      async () => {
        const error = await refusal(
          shop.stripe.events.list({ starting_after: "evt_unknown" })
        )
        expect(error).toMatchObject({
          code: "resource_missing",
          param: "starting_after",
        })
      }
    )

    behavior(LIST, "a list of events can be filtered by type", async () => {
      await payCart(shop)
      expect(await listed({ type: "charge.succeeded" })).toEqual([
        "charge.succeeded",
      ])
    })

    behavior(
      LIST,
      "a list of events can be filtered by kind of object",
      async () => {
        await capturedPayment(shop)
        expect(await listed({ type: "charge.*" })).toEqual([
          "charge.captured",
          "charge.succeeded",
        ])
      }
    )

    behavior(
      LIST,
      "a list of events can be filtered by several types",
      async () => {
        await capturedPayment(shop)
        const types = ["charge.captured", "payment_intent.created"]
        expect(await listed({ types })).toEqual(types)
      }
    )

    behavior(
      { section: "List events" },
      "a list of events accepts `type` or `types`, not both",
      async () => {
        const error = await refusal(
          listed({ type: "charge.captured", types: ["charge.captured"] })
        )
        expect(error.statusCode).toBe(400)
      }
    )

    behavior(
      { section: "List events" },
      "a list of events accepts up to 20 types, not 21",
      async () => {
        const types = Array.from({ length: 21 }, () => "charge.captured")
        expect(await listed({ types: types.slice(1) })).toEqual(
          expect.any(Array)
        )
        expect(await refusal(listed({ types }))).toMatchObject({
          statusCode: 400,
          param: "types",
        })
      }
    )

    behavior(
      { section: "List events", needs: "a clock that can be advanced" },
      "a list of events can start at a moment",
      async () => {
        const { created } = await payCart(shop)
        await shop.controls.advanceClock(60)
        await payCart(shop)
        const late = await listed({ created: { gt: created + 30 } })
        expect(late).toHaveLength(4)
      }
    )

    behavior(
      { section: "List events", needs: "a clock that can be advanced" },
      "a list of events reaches back 30 days, and so does a single event",
      async () => {
        await payCart(shop)
        const { id } = await lastEvent(shop, "charge.succeeded")
        await shop.controls.advanceClock(month - 60)
        expect(await listed({ type: "charge.succeeded" })).toHaveLength(1)
        await shop.controls.advanceClock(120)
        expect(await listed({ type: "charge.succeeded" })).toEqual([])
        const error = await refusal(shop.stripe.events.retrieve(id))
        expect(error.statusCode).toBe(404)
      }
    )

    behavior(
      { section: "Pagination" },
      "a page of events has from 1 to 100 events",
      async () => {
        for (const limit of [0, 101]) {
          const { status } = await rawRequest(shop, `/v1/events?limit=${limit}`)
          // Recorded 2026-09 at API 2026-08-26.dahlia: silently the nearest one.
          expect(status).toBe(200)
        }
      }
    )
  })
}
