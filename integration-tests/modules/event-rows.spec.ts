import { randomUUID } from "node:crypto"
import { because } from "../../src/modules/stripe-checkout/domain/reasons/reason"
import type { PaymentPatch } from "../../src/modules/stripe-checkout/repositories/payment-row"
import type { MoneyClaim } from "../../src/modules/stripe-checkout/stripe/money-claim"
import type { StripeCheckoutModuleService } from "../../src/modules/stripe-checkout/service"
import { sql } from "../support/order-records"
import { describeUnauditedStripeStore } from "../support/stripe-store"

type Claim = Omit<MoneyClaim, "paymentIntentId">

/** Twenty deliveries of the same event at the same moment, on a real Postgres. */
const TWENTY = Array.from({ length: 20 })

describeUnauditedStripeStore("In the plugin's table of events,", (store) => {
  const rows = () =>
    store.container.resolve<StripeCheckoutModuleService>("stripeCheckout")

  describe("the inbox", () => {
    it("keeps one row for twenty equal deliveries, and only one of them is new", async () => {
      const event = buildEvent()

      const stored = await Promise.all(TWENTY.map(() => storeEvent(event)))

      expect(stored.filter(({ isNew }) => isNew)).toHaveLength(1)
      expect(new Set(stored.map(({ id }) => id)).size).toBe(1)
    })

    it("stores a burst with few statements, and says of each what became of it", async () => {
      const paymentSessionId = await remember()
      const known = Array.from({ length: 150 }, () =>
        buildEvent({ paymentSessionId })
      )
      const foreign = Array.from({ length: 150 }, () => buildEvent())

      const stored = await Promise.all(
        [...known, ...foreign].map((event) => storeEvent(event))
      )

      expect(stored.map(({ status }) => status)).toEqual([
        ...known.map(() => "received"),
        ...foreign.map(() => "ignored"),
      ])
      expect(new Set(stored.map(({ id }) => id)).size).toBe(300)
    })

    it("stores the others of a burst when one cannot be stored", async () => {
      const broken = { ...buildEvent(), objectId: "pi_\u0000" }

      const results = await Promise.allSettled(
        [buildEvent(), broken, buildEvent()].map((event) => storeEvent(event))
      )

      expect(results.map(({ status }) => status)).toEqual([
        "fulfilled",
        "rejected",
        "fulfilled",
      ])
    })

    it("keeps the events of two accounts separate", async () => {
      const event = buildEvent()

      const here = await storeEvent(event)
      const there = await storeEvent(event, "eu")

      expect([here.isNew, there.isNew]).toEqual([true, true])
    })

    it.each([
      ["failed", "received"],
      ["dead", "received"],
      ["processed", "processed"],
      ["ignored", "ignored"],
    ] as const)(
      "changes an event that was %s to %s when it is sent again",
      async (before, after) => {
        const event = buildEvent()
        const { id } = await storeEvent(event)
        await setEventStatus(id, before)

        const again = await storeEvent(event)

        expect(again).toMatchObject({ id, status: after, isNew: false })
      }
    )

    it("has a delivery processed once, and again only after it had failed", async () => {
      const event = buildEvent({ paymentSessionId: await remember() })

      const first = await storeEvent(event)
      const second = await storeEvent(event)
      await setEventStatus(first.id, "failed")
      const third = await storeEvent(event)

      const queued = [first, second, third].map(({ isQueued }) => isQueued)
      expect(queued).toEqual([true, false, true])
    })

    it("finds a payment by its PaymentIntent before the payment session that Stripe names", async () => {
      const [replaced, replacement] = [await remember(), await remember()]
      const paymentIntentId = `pi_${randomUUID()}`
      const lease = await acquire(replacement)
      await rows().payments.write(lease, { payment_intent_id: paymentIntentId })

      const stored = await storeEvent(
        buildEvent({ paymentIntentId, paymentSessionId: replaced })
      )

      expect(stored).toMatchObject({
        paymentSessionId: replacement,
        status: "received",
      })
    })

    it("does not give an event to the payment of another account", async () => {
      const paymentSessionId = await remember()

      const stored = await storeEvent(buildEvent({ paymentSessionId }), "eu")

      expect(stored).toMatchObject({
        paymentSessionId: null,
        status: "ignored",
        isQueued: false,
      })
    })

    it("asks for the Checkout Session that only the event knows", async () => {
      const paymentSessionId = await remember()
      const checkoutSessionId = `cs_${randomUUID()}`
      const event = () => buildEvent({ paymentSessionId, checkoutSessionId })

      const unknown = await storeEvent(event())
      const lease = await acquire(paymentSessionId)
      await rows().payments.write(lease, {
        checkout_session_id: checkoutSessionId,
      })
      const known = await storeEvent(event())

      expect([unknown.mustAdopt, known.mustAdopt]).toEqual([true, false])
    })

    it.each<[string, PaymentPatch, Claim, string]>([
      [
        "what was captured already",
        { state: "captured", amount_captured: "120" },
        { states: ["captured"], amount: "120.00" },
        "ignored",
      ],
      [
        "another captured amount",
        { state: "captured", amount_captured: "120" },
        { states: ["captured"], amount: "30.00" },
        "received",
      ],
      [
        "a capture of what was held",
        { state: "authorized", amount_capturable: "120" },
        { states: ["captured"], amount: "120.00" },
        "received",
      ],
      [
        "the hold that is known",
        { state: "authorized", amount_capturable: "120" },
        { states: ["authorized"], amount: "120.00" },
        "ignored",
      ],
      [
        "the release that is known",
        { state: "canceled" },
        { states: ["canceled"], amount: "0.00" },
        "ignored",
      ],
      [
        "what is known of a payment that is still to be synchronized",
        {
          state: "captured",
          amount_captured: "120",
          next_sync_at: new Date().toISOString(),
        },
        { states: ["captured"], amount: "120.00" },
        "received",
      ],
      [
        "the hold of another PaymentIntent",
        {
          state: "authorized",
          amount_capturable: "120",
          payment_intent_id: `pi_${randomUUID()}`,
        },
        { states: ["authorized"], amount: "120.00" },
        "received",
      ],
      [
        "a completed Checkout Session whose money is known",
        { state: "authorized", amount_capturable: "120" },
        { states: ["authorized", "captured"], amount: null },
        "ignored",
      ],
      [
        "a completed Checkout Session whose money is not known",
        { state: "processing" },
        { states: ["authorized", "captured"], amount: null },
        "received",
      ],
    ])(
      "that is about %s reads the same, whether it comes early or late",
      async (_what, row, claim, expected) => {
        const [paymentSessionId, paymentIntentId] = await rememberIntent()
        const event = () =>
          buildEvent({ paymentSessionId, money: { paymentIntentId, ...claim } })

        const early = await storeEvent(event())
        const lease = await acquire(paymentSessionId)
        await rows().payments.write(lease, {
          next_sync_at: null,
          payment_intent_id: paymentIntentId,
          ...row,
        })
        const { areAll } = await rows().events.settleKnown(paymentSessionId)
        const late = await storeEvent(event())

        expect(early.status).toBe("received")
        expect(late.status).toBe(expected)
        expect(areAll).toBe(expected === "ignored")
        expect(await idsOfUnsettled(paymentSessionId)).toHaveLength(
          expected === "ignored" ? 0 : 2
        )
      }
    )

    it.each([
      ["succeeded", "succeeded", "ignored"],
      ["succeeded", "pending", "received"],
      ["failed", "succeeded", "received"],
    ])(
      "of a refund that is %s, and reported as %s, reads %s",
      async (status, reported, expected) => {
        const paymentSessionId = await remember()
        const lease = await acquire(paymentSessionId)
        await rows().payments.write(lease, {
          refunds: [
            {
              id: "re_1",
              amount: "10.00",
              status,
              reason: null,
              created_at: "2026-11-28T10:00:00.000Z",
              reported_status: reported,
            },
          ],
        })

        const stored = await storeEvent(
          buildEvent({
            paymentSessionId,
            objectId: "re_1",
            refundStatus: status,
          })
        )

        expect(stored.status).toBe(expected)
      }
    )

    it("settles only the events that arrived before the synchronization began", async () => {
      const paymentSessionId = await remember()
      const before = await storeEvent(buildEvent({ paymentSessionId }))
      const unsettled = await idsOfUnsettled(paymentSessionId)
      const meanwhile = await storeEvent(buildEvent({ paymentSessionId }))

      await rows().events.settleProcessed(paymentSessionId, {
        ids: unsettled,
        reason: because("in_sync"),
        types: ["payment_intent.succeeded"],
      })

      expect(unsettled).toEqual([before.id])
      expect(await idsOfUnsettled(paymentSessionId)).toEqual([meanwhile.id])
    })

    it("settles what was dead as well, and keeps how often it was tried", async () => {
      const paymentSessionId = await remember()
      const dead = await storeEvent(buildEvent({ paymentSessionId }))
      await setEventStatus(dead.id, "dead")

      await rows().events.settleProcessed(paymentSessionId, {
        ids: [],
        reason: because("in_sync"),
        types: ["payment_intent.succeeded"],
      })

      const [row] = await sql<{ status: string; attempts: number }>(
        store,
        `select status, attempts from stripe_checkout_event where id = :id`,
        { id: dead.id }
      )
      expect(row).toEqual({ status: "processed", attempts: 0 })
    })

    it("tries a failed event about a dispute again by itself, and waits longer each time; one about the money waits for its payment", async () => {
      const paymentSessionId = await remember()
      const about = (type: string) =>
        storeEvent({ ...buildEvent({ paymentSessionId }), type })
      const money = await about("payment_intent.succeeded")
      await setFailed(money.id, { attempts: 1, minutesAgo: 60 })
      expect(await rows().events.forgotten(100)).not.toContain(paymentSessionId)

      const dispute = await about("charge.dispute.closed")
      await setFailed(dispute.id, { attempts: 4, minutesAgo: 15 })
      expect(await rows().events.forgotten(100)).not.toContain(paymentSessionId)
      await setFailed(dispute.id, { attempts: 4, minutesAgo: 17 })

      expect(await rows().events.forgotten(100)).toContain(paymentSessionId)
    })

    it("leaves what was dead and is about something else", async () => {
      const paymentSessionId = await remember()
      const dead = await storeEvent(buildEvent({ paymentSessionId }))
      await setEventStatus(dead.id, "dead")

      await rows().events.settleProcessed(paymentSessionId, {
        ids: [],
        reason: because("in_sync"),
        types: ["charge.dispute.closed"],
      })

      const [row] = await sql<{ status: string }>(
        store,
        `select status from stripe_checkout_event where id = :id`,
        { id: dead.id }
      )
      expect(row?.status).toBe("dead")
    })
  })

  async function remember(): Promise<string> {
    const paymentSessionId = `payses_${randomUUID()}`
    await rows().payments.storeOnce({
      id: `scpay_${randomUUID()}`,
      paymentSessionId,
      account: "default",
      cartId: null,
      orderId: null,
      purchaseId: paymentSessionId,
      currencyCode: "eur",
      amount: "120.00",
    })
    return paymentSessionId
  }

  async function rememberIntent(): Promise<[string, string]> {
    return [await remember(), `pi_${randomUUID()}`]
  }

  async function acquire(id: string) {
    const lease = await rows().leases.take(id, randomUUID())
    if (!lease) throw new Error("The lease is already held.")
    return lease
  }

  function buildEvent(
    about: {
      readonly paymentSessionId?: string
      readonly checkoutSessionId?: string
      readonly paymentIntentId?: string
      readonly objectId?: string
      readonly refundStatus?: string
      readonly money?: MoneyClaim
    } = {}
  ) {
    return {
      eventId: `evt_${randomUUID()}`,
      type: "payment_intent.succeeded",
      apiVersion: "2026-10-28.endive",
      createdAt: new Date(),
      objectId: about.objectId ?? "pi_1",
      paymentSessionId: about.paymentSessionId ?? null,
      checkoutSessionId: about.checkoutSessionId ?? null,
      refundStatus: about.refundStatus ?? null,
      money: about.money ?? null,
      paymentIntentId: about.paymentIntentId ?? "pi_1",
    }
  }

  async function storeEvent(
    event: ReturnType<typeof buildEvent>,
    account = "default"
  ) {
    return rows().incomingEvents.store({
      id: `scevt_${randomUUID()}`,
      account,
      event,
      isHandled: true,
      isDelivery: true,
    })
  }

  async function setEventStatus(id: string, status: string): Promise<void> {
    await sql(
      store,
      `update stripe_checkout_event set status = :status where id = :id returning id`,
      { id, status }
    )
  }

  async function setFailed(
    id: string,
    { attempts, minutesAgo }: { attempts: number; minutesAgo: number }
  ): Promise<void> {
    await sql(
      store,
      `update stripe_checkout_event
          set status = 'failed', attempts = :attempts,
              updated_at = now() - :minutesAgo * interval '1 minute'
        where id = :id returning id`,
      { id, attempts, minutesAgo }
    )
  }

  async function idsOfUnsettled(paymentSessionId: string): Promise<string[]> {
    const events = await rows().events.unsettled(paymentSessionId)
    return events.map(({ id }) => id)
  }
})
