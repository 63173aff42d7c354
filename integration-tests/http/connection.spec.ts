import { fingerprintOf } from "../../src/modules/stripe-checkout/domain/webhook-endpoint"
import type { StripeCheckoutModuleService } from "../../src/modules/stripe-checkout/service"
import { HANDLED_EVENT_TYPES } from "../../src/modules/stripe-checkout/stripe/webhooks"
import configureByCommand from "../../src/scripts/configure-webhook-endpoint"
import { placeHeldOrder } from "../support/held-order"
import { only } from "../support/only"
import { administratorId, refusalOf } from "../support/order-card"
import { describeStripeStore } from "../support/stripe-store"
import {
  configureEndpoint,
  dashboardEndpoints,
  readSetup,
} from "../support/webhook-endpoints"

const API_KEY = "rk_test_of_the_second_account"
const SECRET = "whsec_of_the_second_account"

describeStripeStore(
  "The connection to Stripe",
  (store) => {
    const stripe = () => dashboardEndpoints(store, API_KEY)
    const url = () => `${store.baseUrl}/hooks/stripe-checkout/eu`

    beforeEach(() => stripe().deleteAll())

    afterEach(() => store.stripe.clearFaults())

    afterAll(() => acceptOnly(SECRET))

    it("is described by account, mode and kind of key", async () => {
      expect(await readSetup(store, "eu")).toMatchObject({
        account: "eu",
        provider_id: "pp_stripe-checkout_eu",
        stripe_account_id: expect.stringMatching(/^acct_/) as string,
        mode: "test",
        key: { kind: "restricted" },
      })
      expect((await readSetup(store, "default")).key).toEqual({
        kind: "secret",
        permissions: [],
      })
    })

    it("names the permissions that a restricted key lacks", async () => {
      const forbid = (path: string) =>
        store.stripe.failNext({ kind: "http_403", method: "GET", path })
      await forbid("/v1/refunds")
      await forbid("/v1/events")

      const { key, checklist } = await readSetup(store, "eu")

      expect(
        key.permissions
          .filter(({ read }) => read !== "granted")
          .map(({ resource, needs, read }) => [resource, needs, read])
      ).toEqual([
        ["Refunds", "write", "missing"],
        ["Events", "read", "missing"],
      ])
      expect(
        only(checklist.filter(({ name }) => name === "key"))
      ).toMatchObject({
        is_done: false,
        code: "key_lacks_permissions",
        params: { permissions: "Refunds (write), Events (read)" },
      })
    })

    it("gets its webhook endpoint with one press, and the secret this once", async () => {
      expect((await readSetup(store, "eu")).webhook.state).toBe("missing")

      const created = await configureEndpoint(store, "eu")

      const endpoint = only(await stripe().list())
      expect(created).toMatchObject({
        account: "eu",
        outcome: "created",
        endpoint_id: endpoint.id,
        url: url(),
        signing_secret: expect.stringMatching(/^whsec_/) as string,
      })
      expect(endpoint).toMatchObject({
        url: url(),
        enabled_events: HANDLED_EVENT_TYPES,
        status: "enabled",
        api_version: expect.stringMatching(/^\d{4}-/) as string,
      })
      expect(JSON.stringify(endpoint)).not.toContain(created.signing_secret)
      expect(await configureEndpoint(store, "eu")).toMatchObject({
        outcome: "unchanged",
        signing_secret: null,
      })
      expect((await readSetup(store, "eu")).webhook).toMatchObject({
        state: "secret_missing",
        endpoints: [
          {
            id: endpoint.id,
            secret: "not_configured",
            configured: {
              actor: await administratorId(store),
              at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
            },
          },
        ],
      })
      acceptOnly(String(created.signing_secret))
      expect((await readSetup(store, "eu")).webhook).toMatchObject({
        state: "ok",
        endpoints: [{ id: endpoint.id, secret: "configured" }],
      })
    })

    it("creates one endpoint when the button is pressed twice", async () => {
      const outcomes = await Promise.allSettled([
        configureEndpoint(store, "eu"),
        configureEndpoint(store, "eu"),
      ])

      expect(outcomes.some(({ status }) => status === "fulfilled")).toBe(true)
      expect(await stripe().list()).toHaveLength(1)
    })

    it("still learns the secret when Stripe's answer was lost", async () => {
      const old = await createOld()
      await store.stripe.failNext({
        kind: "truncated",
        method: "POST",
        path: "/v1/webhook_endpoints",
      })
      const refusal = await refusalOf(configureEndpoint(store, "eu"))
      expect(refusal.status).toBe(400)

      const created = await configureEndpoint(store, "eu")

      expect(created).toMatchObject({
        outcome: "replaced",
        signing_secret: expect.stringMatching(/^whsec_/) as string,
      })
      expect((await stripe().list()).map(({ id }) => id)).toEqual([
        created.endpoint_id,
        old.id,
      ])
    })

    it("creates another endpoint when the first was deleted at Stripe", async () => {
      const first = await configureEndpoint(store, "eu")
      await stripe().deleteAll()

      const second = await configureEndpoint(store, "eu")

      expect(second.endpoint_id).not.toBe(first.endpoint_id)
      expect(only(await stripe().list()).id).toBe(second.endpoint_id)
    })

    it.each([
      ["is disabled", "disabled=true"],
      ["sends too little", "enabled_events[0]=charge.captured"],
      ["sends everything", "enabled_events[0]=*"],
    ])("repairs an endpoint that %s", async (_what, change) => {
      const { endpoint_id: id, signing_secret: secret } =
        await configureEndpoint(store, "eu")
      acceptOnly(String(secret))
      await stripe().update(id, change)
      expect((await readSetup(store, "eu")).webhook.state).toBe("different")

      const repaired = await configureEndpoint(store, "eu")

      expect(repaired).toMatchObject({
        outcome: "updated",
        endpoint_id: id,
        signing_secret: null,
      })
      expect((await readSetup(store, "eu")).webhook.state).toBe("ok")
    })

    it("replaces an endpoint of another API version, because no update changes it", async () => {
      const old = await createOld()

      const replaced = await configureEndpoint(store, "eu")

      expect(replaced.outcome).toBe("replaced")
      expect((await stripe().list()).map(({ id }) => id)).toEqual([
        replaced.endpoint_id,
        old.id,
      ])
    })

    it("rotates the secret: both are accepted, then the older endpoint is retired", async () => {
      const first = await configureEndpoint(store, "eu")
      acceptOnly(String(first.signing_secret))
      const second = await configureEndpoint(store, "eu", "rotate")
      expect(second).toMatchObject({ outcome: "replaced" })
      expect(second.signing_secret).not.toBe(first.signing_secret)

      const tooEarly = await refusalOf(configureEndpoint(store, "eu", "retire"))
      expect(tooEarly).toMatchObject({
        status: 400,
        message: expect.stringContaining(
          "does not accept the newest"
        ) as string,
      })

      acceptOnly(String(second.signing_secret), String(first.signing_secret))
      const order = await placeHeldOrder(store, {
        providerId: "pp_stripe-checkout_eu",
      })
      await store.stripe.webhooks.idle()
      const retired = await configureEndpoint(store, "eu", "retire")

      expect(order.orderId).toMatch(/^order_/)
      expect(retired).toMatchObject({
        outcome: "retired",
        endpoint_id: second.endpoint_id,
        retired_endpoint_ids: [first.endpoint_id],
      })
      expect(only(await stripe().list()).id).toBe(second.endpoint_id)
      expect((await readSetup(store, "eu")).webhook).toMatchObject({
        state: "ok",
        endpoints: [{ secret: "configured" }],
        retire_refusal: { code: "only_one" },
      })
    })

    it("passes on what Stripe refuses", async () => {
      for (let count = 0; count < 16; count += 1) {
        await stripe().create(
          "url=https://elsewhere.example&enabled_events[0]=*"
        )
      }

      expect(await refusalOf(configureEndpoint(store, "eu"))).toMatchObject({
        status: 400,
        message: expect.stringContaining("maximum of 16") as string,
      })
    })

    it("says which permission is missing for it", async () => {
      await store.stripe.failNext({
        kind: "http_403",
        method: "POST",
        path: "/v1/webhook_endpoints",
        // What the tests before have created and deleted is asked for first.
        times: 50,
      })

      expect(await refusalOf(configureEndpoint(store, "eu"))).toMatchObject({
        status: 400,
        message: expect.stringContaining("write Webhook Endpoints") as string,
      })
      const unknown = await refusalOf(configureEndpoint(store, "nowhere"))
      expect(unknown.status).toBe(404)
    })

    it("is configured by the operator's command, which prints the secret", async () => {
      const printed: string[] = []
      const write = jest
        .spyOn(process.stdout, "write")
        .mockImplementation((text) => printed.push(String(text)) > 0)
      try {
        await configureByCommand({
          container: store.container,
          args: ["account=eu"],
        })
      } finally {
        write.mockRestore()
      }

      const { secret_fingerprint: fingerprint } = only(
        await stripe().list()
      ).metadata
      const [secret = ""] = /whsec_\w+/.exec(printed.join("")) ?? []
      expect(fingerprintOf(secret)).toBe(fingerprint)
      expect(printed.join("")).toContain(
        'the variable that is the webhookSecret of the account "eu"'
      )
      expect(printed.join("")).not.toContain("STRIPE_WEBHOOK_SECRET")
    })

    it("is set up step by step", async () => {
      const open = async () =>
        (await readSetup(store, "default")).checklist
          .filter(({ is_done }) => !is_done)
          .map(({ name }) => name)
      await placeHeldOrder(store)
      await store.stripe.webhooks.idle()

      // The shop's first endpoint sends everything, as tests want it.
      expect(await open()).toEqual(["webhook_endpoint"])
    })

    function createOld() {
      return stripe().create(
        `url=${encodeURIComponent(url())}&enabled_events[0]=*&api_version=2020-08-27`
      )
    }

    /** As after a restart with other secrets. */
    function acceptOnly(...secrets: string[]): void {
      const { accounts } =
        store.container.resolve<StripeCheckoutModuleService>("stripeCheckout")
      const accepted = accounts.get("eu").webhookSecrets as string[]
      accepted.splice(0, accepted.length, ...secrets)
    }
  },
  { accounts: { eu: { apiKey: API_KEY, webhookSecret: SECRET } } }
)
