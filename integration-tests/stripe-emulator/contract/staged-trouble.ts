import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { capturedPayment, eventsDuring } from "./payments"
import { chargeOf, payCart, refusal, shopForEach } from "./shop"
import type { WebhookReceiver } from "./webhook-receiver"
import { receiveWebhooks, verify } from "./webhook-receiver"

const LOW_LEVEL: Source = {
  section: "Low-level errors",
  needs: "an injected fault",
}
const KEYS: Source = { section: "API keys", needs: "an injected fault" }
const REFUNDS: Source = { section: "Refunds", needs: "an injected fault" }
const SIGNATURES: Source = {
  section: "Webhook signatures",
  needs: "a webhook endpoint on this machine",
}

const secret = "whsec_forged"

/** Trouble that tests and people stage: races inside a request, lost keys, refunds that end badly, forged events. */
export function describeStagedTrouble(): void {
  const shop = shopForEach()

  describe("an action during a request", () => {
    behavior(
      LOW_LEVEL,
      "a Dashboard action before a held capture takes effect first",
      async () => {
        const { id } = await payCart(shop)
        const { acted } = await shop.controls.actDuringNext(
          { method: "POST", path: /\/capture$/ },
          () => shop.controls.dashboard.cancel(id)
        )
        const error = await refusal(shop.stripe.paymentIntents.capture(id))
        expect(error.code).toBe("payment_intent_unexpected_state")
        expect((await acted).status).toBe("canceled")
      }
    )

    behavior(
      LOW_LEVEL,
      "a Dashboard action while a capture's response is on the way makes the response out of date",
      async () => {
        const { id } = await payCart(shop)
        const { acted } = await shop.controls.actDuringNext(
          { method: "POST", path: /\/capture$/, phase: "after" },
          () => shop.controls.dashboard.refund(id)
        )
        const captured = await shop.stripe.paymentIntents.capture(id)
        expect(captured.status).toBe("succeeded")
        expect((await acted).amount).toBe(3000)
        expect(await shop.controls.held()).toEqual([])
      }
    )

    behavior(
      LOW_LEVEL,
      "an action whose request never comes fails at the reset",
      async () => {
        const { acted } = await shop.controls.actDuringNext(
          { path: "/v1/refunds" },
          () => Promise.resolve()
        )
        await shop.controls.reset()
        await expect(acted).rejects.toThrow("The emulator was reset.")
      }
    )
  })

  describe("a lost key", () => {
    behavior(
      KEYS,
      "a key that Stripe no longer knows is a 401, until it is restored",
      async () => {
        const { id } = await payCart(shop)
        await shop.controls.loseKey("invalid")
        const error = await refusal(shop.stripe.paymentIntents.retrieve(id))
        expect(error).toMatchObject({ statusCode: 401 })
        expect(error.message).toMatch(/^Invalid API Key provided: sk_test_/)
        await shop.controls.restoreKey()
        expect(await shop.stripe.paymentIntents.retrieve(id)).toMatchObject({
          id,
        })
      }
    )

    behavior(
      KEYS,
      "a key of another account is a 404 resource_missing for every object, until it is restored",
      async () => {
        const { id } = await payCart(shop)
        await shop.controls.loseKey("other_account", shop.apiKey)
        expect(
          await refusal(shop.stripe.paymentIntents.retrieve(id))
        ).toMatchObject({ statusCode: 404, code: "resource_missing" })
        const { data } = await shop.stripe.paymentIntents.list()
        expect(data).toEqual([])
        await shop.controls.restoreKey(shop.apiKey)
        expect((await shop.stripe.paymentIntents.list()).data).toHaveLength(1)
      }
    )
  })

  describe("the outcome of a refund", () => {
    const refund = (id: string) =>
      shop.stripe.refunds.create({ payment_intent: id })

    behavior(
      REFUNDS,
      "a refund that fails at once leaves the money captured",
      async () => {
        const { id } = await capturedPayment(shop)
        await shop.controls.setNextRefundOutcome("failed", "declined")
        const happened = await eventsDuring(shop, () => refund(id))
        expect(happened).toEqual(["refund.created", "refund.failed"])
        const [failed] = (await shop.stripe.refunds.list()).data
        expect(failed).toMatchObject({
          status: "failed",
          failure_reason: "declined",
          balance_transaction: null,
        })
        const charge = await chargeOf(shop.stripe, id)
        expect(charge).toMatchObject({ amount_refunded: 0, refunded: false })
        expect((await refund(id)).status).toBe("succeeded")
      }
    )

    behavior(
      REFUNDS,
      "a refund that requires an action of the shopper can be canceled",
      async () => {
        const { id } = await capturedPayment(shop)
        await shop.controls.setNextRefundOutcome("requires_action")
        const made = await refund(id)
        expect(made.status).toBe("requires_action")
        expect(made.next_action?.type).toBe("display_details")
        const canceled = await shop.stripe.refunds.cancel(made.id)
        expect(canceled.status).toBe("canceled")
        expect(canceled).not.toHaveProperty("next_action")
        expect((await chargeOf(shop.stripe, id)).amount_refunded).toBe(0)
      }
    )

    for (const start of ["pending", "requires_action"] as const) {
      behavior(
        REFUNDS,
        `a refund that starts as ${start} can succeed, and fail afterwards for a reason`,
        async () => {
          const { id } = await capturedPayment(shop)
          await shop.controls.setNextRefundOutcome(start)
          const made = await refund(id)
          const done = await shop.controls.settleRefund(made.id, "succeeded")
          expect(done.status).toBe("succeeded")
          const failed = await shop.controls.settleRefund(
            made.id,
            "failed",
            "lost_or_stolen_card"
          )
          expect(failed).toMatchObject({
            status: "failed",
            failure_reason: "lost_or_stolen_card",
          })
        }
      )
    }
  })

  describe("a forged delivery", () => {
    let receiver: WebhookReceiver

    // Like every endpoint, it survives the reset before each behavior.
    beforeAll(async () => {
      receiver = await receiveWebhooks()
      await shop.controls.registerWebhookEndpoint({ url: receiver.url, secret })
    })
    beforeEach(async () => {
      await payCart(shop)
      await shop.controls.webhooks.idle()
      receiver.received.length = 0
    })
    afterAll(async () => {
      await receiver.close()
    })

    const rows = [
      ["no_signature", "without a signature", false],
      ["wrong_secret", "signed with another secret", false],
      ["old_timestamp", "signed an hour ago", false],
      ["changed_body", "with another amount under the old signature", false],
      ["foreign_account", "well signed for another account", true],
      ["other_mode", "well signed from live mode", true],
    ] as const

    for (const [kind, words, isWellSigned] of rows) {
      behavior(
        SIGNATURES,
        `a forged webhook delivery can arrive ${words}`,
        async () => {
          const [original] = await shop.controls.events()
          await shop.controls.webhooks.forge(original?.id ?? "", { kind })
          const [forged] = receiver.received
          expect(forged?.event.id).not.toBe(original?.id)
          expect(forged && verify(forged, secret)).toBe(isWellSigned)
        }
      )
    }

    behavior(
      SIGNATURES,
      "a forged webhook delivery can be a thin event, which the SDK refuses for what it is",
      async () => {
        const [original] = await shop.controls.events()
        await shop.controls.webhooks.forge(original?.id ?? "", { kind: "thin" })
        const [thin] = receiver.received
        expect(JSON.parse(thin?.body ?? "")).toMatchObject({
          object: "v2.core.event",
        })
        expect(thin && verify(thin, secret)).toBe(false)
      }
    )

    behavior(
      SIGNATURES,
      "a forged webhook delivery can be dated an hour in the future",
      async () => {
        const [original] = await shop.controls.events()
        await shop.controls.webhooks.forge(original?.id ?? "", {
          kind: "future_timestamp",
        })
        const header = String(receiver.received[0]?.headers["stripe-signature"])
        const [, timestamp = "0"] = /t=(\d+)/.exec(header) ?? []
        expect(Number(timestamp)).toBeGreaterThan(Date.now() / 1000 + 3000)
      }
    )
  })
}
