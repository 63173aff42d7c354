import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import type { Shop } from "./shop"
import { openShop, refusal } from "./shop"

const CREATE: Source = { section: "Create a webhook endpoint" }
const UPDATE: Source = { section: "Update a webhook endpoint" }
const ENDPOINTS: Source = { section: "Webhook endpoints" }

const url = "https://example.com/hooks/stripe"
const wanted: Stripe.WebhookEndpointCreateParams = {
  url,
  enabled_events: ["charge.captured"],
}

export function describeWebhookEndpoints(): void {
  let shop: Shop
  const made: string[] = []

  beforeAll(async () => {
    shop = await openShop()
  })
  // An account can have 16 endpoints, and Stripe itself is not reset between tests.
  afterEach(async () => {
    for (const id of made.splice(0)) {
      await shop.stripe.webhookEndpoints.del(id).catch(() => undefined)
    }
  })
  afterAll(() => shop.close())

  async function create(
    changes: Partial<Stripe.WebhookEndpointCreateParams> = {}
  ): Promise<Stripe.WebhookEndpoint> {
    const endpoint = await shop.stripe.webhookEndpoints.create({
      ...wanted,
      ...changes,
    })
    made.push(endpoint.id)
    return endpoint
  }
  const update = (id: string, params: Stripe.WebhookEndpointUpdateParams) =>
    shop.stripe.webhookEndpoints.update(id, params)

  describe("a new webhook endpoint", () => {
    behavior(
      CREATE,
      "a new webhook endpoint is enabled and shows its secret only once",
      async () => {
        const endpoint = await create()
        expect(endpoint).toMatchObject({
          object: "webhook_endpoint",
          url,
          enabled_events: ["charge.captured"],
          status: "enabled",
          livemode: false,
          description: null,
          metadata: {},
          application: null,
        })
        expect(endpoint.secret).toMatch(/^whsec_/)
      }
    )

    behavior(
      CREATE,
      "a new webhook endpoint keeps description, metadata and version",
      async () => {
        const endpoint = await create({
          description: "the shop",
          metadata: { shop: "1" },
          api_version: "2026-10-28.endive",
        })
        expect(endpoint).toMatchObject({
          description: "the shop",
          metadata: { shop: "1" },
          api_version: "2026-10-28.endive",
        })
      }
    )

    behavior(
      CREATE,
      "a new webhook endpoint may listen to everything",
      async () => {
        const { enabled_events: events } = await create({
          enabled_events: ["*"],
        })
        expect(events).toEqual(["*"])
      }
    )

    behavior(
      CREATE,
      "a new webhook endpoint may not mix `*` with names",
      async () => {
        const request = create({ enabled_events: ["*", "charge.captured"] })
        expect(await refusal(request)).toMatchObject({
          statusCode: 400,
          param: "enabled_events",
        })
      }
    )

    behavior(
      CREATE,
      "a new webhook endpoint must listen to something",
      async () => {
        const request = create({ enabled_events: [] })
        expect(await refusal(request)).toMatchObject({
          statusCode: 400,
          code: "parameter_missing",
          param: "enabled_events",
        })
      }
    )

    behavior(
      CREATE,
      "a new webhook endpoint may not listen to an event that does not exist",
      async () => {
        const request = create({
          enabled_events: ["order.paid" as "charge.captured"],
        })
        expect((await refusal(request)).statusCode).toBe(400)
      }
    )

    behavior(
      CREATE,
      "a new webhook endpoint needs a URL with a scheme",
      async () => {
        const request = create({ url: "example.com/hooks" })
        expect(await refusal(request)).toMatchObject({
          statusCode: 400,
          code: "url_invalid",
          param: "url",
          message:
            "Invalid URL: An explicit scheme (such as https) must be provided.",
        })
      }
    )

    behavior(CREATE, "a new webhook endpoint needs a valid URL", async () => {
      const request = create({ url: "https://" })
      expect(await refusal(request)).toMatchObject({
        statusCode: 400,
        code: "url_invalid",
        param: "url",
        message: "Not a valid URL",
      })
    })

    behavior(
      { ...CREATE, needs: "access to the emulator's state" },
      "the seventeenth webhook endpoint of an account is rejected",
      async () => {
        for (let count = 0; count < 16; count += 1) {
          await create()
        }
        const error = await refusal(create())
        expect(error.statusCode).toBe(400)
        expect(error.message).toBe(
          "You have reached the maximum of 16 test webhook endpoints."
        )
      }
    )
  })

  describe("a webhook endpoint", () => {
    behavior(
      ENDPOINTS,
      "a webhook endpoint never shows its secret again",
      async () => {
        const { id } = await create()
        const read = await shop.stripe.webhookEndpoints.retrieve(id)
        const changed = await update(id, { description: "the shop" })
        const { data } = await shop.stripe.webhookEndpoints.list()
        for (const shown of [read, changed, ...data]) {
          expect(shown).not.toHaveProperty("secret")
        }
      }
    )

    behavior(
      UPDATE,
      "a webhook endpoint can change its URL, events, description and metadata",
      async () => {
        const { id } = await create({ metadata: { a: "1" } })
        const changed = await update(id, {
          url: `${url}/new`,
          enabled_events: ["charge.refunded"],
          description: "moved",
          metadata: { b: "2" },
        })
        expect(changed).toMatchObject({
          url: `${url}/new`,
          enabled_events: ["charge.refunded"],
          description: "moved",
          metadata: { a: "1", b: "2" },
        })
      }
    )

    behavior(
      UPDATE,
      "a webhook endpoint can be disabled and enabled",
      async () => {
        const { id } = await create()
        expect((await update(id, { disabled: true })).status).toBe("disabled")
        expect((await update(id, { disabled: false })).status).toBe("enabled")
      }
    )

    behavior(
      UPDATE,
      "a webhook endpoint cannot change its API version",
      async () => {
        const { id } = await create()
        const change = { api_version: "2026-10-28.endive" } as object
        expect(await refusal(update(id, change))).toMatchObject({
          code: "parameter_unknown",
          param: "api_version",
        })
      }
    )

    behavior(
      UPDATE,
      "a webhook endpoint cannot change to an invalid URL",
      async () => {
        const { id } = await create()
        expect(await refusal(update(id, { url: "hooks" }))).toMatchObject({
          code: "url_invalid",
          param: "url",
        })
      }
    )

    behavior(
      ENDPOINTS,
      "a webhook endpoint is listed, newest first",
      async () => {
        const first = await create()
        const second = await create()
        const { data } = await shop.stripe.webhookEndpoints.list({ limit: 2 })
        expect(data.map(({ id }) => id)).toEqual([second.id, first.id])
      }
    )

    behavior(
      ENDPOINTS,
      "a webhook endpoint is gone once it is deleted",
      async () => {
        const { id } = await create()
        expect(await shop.stripe.webhookEndpoints.del(id)).toEqual(
          expect.objectContaining({
            id,
            object: "webhook_endpoint",
            deleted: true,
          })
        )
        const error = await refusal(shop.stripe.webhookEndpoints.retrieve(id))
        expect(error).toMatchObject({
          statusCode: 404,
          code: "resource_missing",
        })
      }
    )
  })
}
