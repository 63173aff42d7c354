import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { describeRefusals } from "./refusals"
import type { Shop } from "./shop"
import { cart, openShop, payCart, refusal } from "./shop"

const PAGINATION: Source = { section: "Pagination" }
const EXPANDING: Source = { section: "Expanding objects" }

export function describeListsAndExpansions(): void {
  let shop: Shop
  let stripe: Stripe
  /** Four customers, newest first, as a list returns them. */
  let ids: string[]

  beforeAll(async () => {
    shop = await openShop()
    stripe = shop.stripe
    ids = []
    for (const name of ["A", "B", "C", "D"]) {
      ids.unshift((await stripe.customers.create({ name })).id)
    }
  })
  afterAll(() => shop.close())

  const list = (params: Stripe.CustomerListParams) =>
    stripe.customers.list(params)
  const idsOf = ({ data }: { data: { id: string }[] }) =>
    data.map(({ id }) => id)

  describe("a page", () => {
    behavior(
      PAGINATION,
      "a list has four keys: object, data, has_more and url",
      async () => {
        const { lastResponse, ...page } = await list({ limit: 2 })
        expect(lastResponse.statusCode).toBe(200)
        expect(Object.keys(page).sort()).toEqual([
          "data",
          "has_more",
          "object",
          "url",
        ])
        expect(page).toMatchObject({ object: "list", url: "/v1/customers" })
      }
    )

    behavior(
      PAGINATION,
      "has_more shows that older objects follow",
      async () => {
        const page = await list({ limit: 2 })
        expect(idsOf(page)).toEqual(ids.slice(0, 2))
        expect(page.has_more).toBe(true)
      }
    )

    behavior(
      PAGINATION,
      "starting_after returns the older objects, without the cursor itself",
      async () => {
        const page = await list({ starting_after: ids[1] ?? "", limit: 2 })
        expect(idsOf(page)).toEqual(ids.slice(2, 4))
      }
    )

    behavior(
      PAGINATION,
      "ending_before returns the nearest newer objects, without the cursor itself",
      async () => {
        const page = await list({ ending_before: ids[3] ?? "", limit: 2 })
        expect(idsOf(page)).toEqual(ids.slice(1, 3))
        expect(page.has_more).toBe(true)
      }
    )

    behavior(
      PAGINATION,
      "ending_before the newest object is an empty page without has_more",
      async () => {
        const page = await list({ ending_before: ids[0] ?? "" })
        expect(page.data).toEqual([])
        expect(page.has_more).toBe(false)
      }
    )

    behavior(PAGINATION, "both cursors together are rejected", async () => {
      const [first = "", second = ""] = ids
      const error = await refusal(
        list({ starting_after: first, ending_before: second })
      )
      expect(error.message).toBe(
        "Received both starting_after and ending_before parameters. Please pass in only one."
      )
    })

    behavior(
      PAGINATION,
      "a page has 10 objects by default, and up to 100",
      async () => {
        const { id } = await stripe.checkout.sessions.create(
          cart({
            line_items: Array.from({ length: 12 }, () => ({
              quantity: 1,
              price_data: {
                currency: "eur",
                unit_amount: 100,
                product_data: { name: "Pin" },
              },
            })),
          })
        )
        const { listLineItems } = stripe.checkout.sessions
        const lines = listLineItems.bind(stripe.checkout.sessions)
        expect((await lines(id)).data).toHaveLength(10)
        expect((await lines(id, { limit: 100 })).data).toHaveLength(12)
      }
    )

    behavior(
      PAGINATION,
      "a limit of 0 counts as 1, and one of 101 as 100",
      async () => {
        // Recorded 2026-09 at API 2026-08-26.dahlia.
        expect((await list({ limit: 0 })).data).toHaveLength(1)
        const most = await list({ limit: 101 })
        expect(most.data.length).toBeGreaterThan(1)
        expect(most.data.length).toBeLessThanOrEqual(100)
      }
    )

    describeRefusals(
      PAGINATION,
      [
        [
          "a cursor with an unknown id is rejected",
          { starting_after: "cus_none" },
          {
            code: "resource_missing",
            param: "starting_after",
            message: "No such customer: 'cus_none'",
          },
        ],
        [
          "a limit of `ten` in letters is rejected",
          { limit: "ten" },
          {
            code: "parameter_invalid_integer",
            param: "limit",
            message: "Invalid integer: ten",
          },
        ],
      ],
      (params) => list(params)
    )
  })

  describe("an expansion", () => {
    behavior(EXPANDING, "an id is expanded only on request", async () => {
      const customer = ids[0] ?? ""
      const params = cart({ customer })
      const plain = await stripe.checkout.sessions.create(params)
      expect(plain.customer).toBe(customer)
      const expanded = await stripe.checkout.sessions.create({
        ...params,
        expand: ["customer"],
      })
      expect(expanded.customer).toMatchObject({ id: customer, name: "D" })
    })

    behavior(EXPANDING, "line_items appear only on request", async () => {
      const { id } = await stripe.checkout.sessions.create(cart())
      const session = await stripe.checkout.sessions.retrieve(id, {
        expand: ["line_items"],
      })
      expect(session.line_items?.data).toHaveLength(1)
      expect(session.line_items?.url).toBe(
        `/v1/checkout/sessions/${id}/line_items`
      )
    })

    behavior(EXPANDING, "a null field stays null", async () => {
      const session = await stripe.checkout.sessions.create(
        cart({ expand: ["payment_intent", "invoice", "subscription"] })
      )
      expect(session).toMatchObject({
        payment_intent: null,
        invoice: null,
        subscription: null,
      })
    })

    behavior(
      EXPANDING,
      "the objects of a list are expanded through data",
      async () => {
        const customer = ids[0] ?? ""
        await stripe.checkout.sessions.create(cart({ customer }))
        const { data } = await stripe.checkout.sessions.list({
          customer,
          limit: 1,
          expand: ["data.customer"],
        })
        expect(data[0]?.customer).toMatchObject({ id: customer })
      }
    )

    behavior(
      EXPANDING,
      "a deleted customer is expanded to a stub",
      async () => {
        const { id } = await stripe.customers.create({ name: "E" })
        const session = await stripe.checkout.sessions.create(
          cart({ customer: id })
        )
        await stripe.customers.del(id)
        const { customer } = await stripe.checkout.sessions.retrieve(
          session.id,
          { expand: ["customer"] }
        )
        expect(customer).toEqual({ id, object: "customer", deleted: true })
      }
    )

    behavior(
      { ...EXPANDING, needs: "a shopper on the hosted page" },
      "expansions go four levels deep",
      async () => {
        const { id } = await payCart(shop)
        const { data } = await stripe.paymentIntents.list({
          expand: ["data.latest_charge.refunds"],
        })
        const intent = data.find((candidate) => candidate.id === id)
        expect(intent?.latest_charge).toMatchObject({
          object: "charge",
          refunds: { object: "list" },
        })
        const refund = stripe.checkout.sessions.list({
          expand: ["data.payment_intent.latest_charge.refunds"],
        })
        expect((await refund).data.length).toBeGreaterThan(0)
      }
    )

    describeRefusals(
      EXPANDING,
      [
        [
          "a property that cannot be expanded is rejected",
          { expand: ["color"] },
          {
            message: "This property cannot be expanded (color).",
            code: undefined,
            param: undefined,
          },
        ],
        [
          "a property of an expanded object is checked too",
          { expand: ["payment_intent.color"] },
          {
            message: "This property cannot be expanded (payment_intent.color).",
          },
        ],
        [
          "a fifth level is rejected",
          { expand: ["payment_intent.latest_charge.refunds.data.charge"] },
          {
            code: "property_expansion_max_depth",
            message:
              "You cannot expand more than 4 levels of a property. Property: payment_intent.latest_charge.refunds.data.charge",
          },
        ],
      ],
      (params) => stripe.checkout.sessions.create(cart(params))
    )

    behavior(
      EXPANDING,
      "the error about a list suggests expanding through data",
      async () => {
        const request = stripe.checkout.sessions.list({ expand: ["customer"] })
        expect((await refusal(request)).message).toBe(
          "This property cannot be expanded (customer). You may want to try expanding 'data.customer' instead."
        )
      }
    )

    behavior(
      EXPANDING,
      "an invalid expansion is rejected before the object is retrieved",
      async () => {
        const request = stripe.paymentIntents.retrieve("pi_none", {
          expand: ["color"],
        })
        expect((await refusal(request)).statusCode).toBe(400)
      }
    )

    behavior(
      { ...EXPANDING, needs: "access to the emulator's state" },
      "an expansion that only Stripe supports is rejected in the emulator's own words",
      async () => {
        const request = stripe.paymentIntents.list({
          expand: ["data.latest_charge.failure_balance_transaction"],
        })
        expect((await refusal(request)).message).toBe(
          "The emulator does not imitate expanding `data.latest_charge.failure_balance_transaction`."
        )
      }
    )
  })
}
