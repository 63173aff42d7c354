import { randomUUID } from "node:crypto"
import type { StripeCheckoutModuleService } from "../../src/modules/stripe-checkout/service"
import { only } from "../support/only"
import { sql } from "../support/order-records"
import { describeUnauditedStripeStore } from "../support/stripe-store"

/** Twenty programs request the same thing at the same moment, on a real Postgres. */
const TWENTY = Array.from({ length: 20 })

describeUnauditedStripeStore("In the plugin's tables,", (store) => {
  const rows = () =>
    store.container.resolve<StripeCheckoutModuleService>("stripeCheckout")

  const SUCCEEDED = { code: "release_requested", params: {} } as const

  const FAILED = {
    code: "external_error",
    params: {
      message: "Your card was declined.",
      error_code: "stripe_refused",
    },
  } as const

  describe("the lease on a purchase", () => {
    it("is acquired by one of twenty, and the others leave a mark", async () => {
      const id = await remember()

      const leases = await Promise.all(TWENTY.map(() => take(id)))

      const lease = only(leases.filter((taken) => taken !== null))
      expect(await rows().leases.releaseUnlessMarked(lease)).toEqual([id])
      expect(await rows().leases.releaseUnlessMarked(lease)).toEqual([])
    })

    it("can be acquired again once it is released, with a higher fence", async () => {
      const id = await remember()
      const first = await acquire(id)
      await rows().leases.releaseUnlessMarked(first)

      const second = await acquire(id)

      expect(second.fence).toBeGreaterThan(first.fence)
    })

    it("is released at once when nobody has requested a synchronization in the meantime", async () => {
      const lease = await acquire(await remember())

      expect(await rows().leases.releaseUnlessMarked(lease)).toEqual([])
    })

    it("is released at once even though another worker keeps trying to acquire it", async () => {
      const id = await remember()
      const lease = await acquire(id)

      const tries = await Promise.all(
        TWENTY.map(() => rows().leases.tryToTake(id, randomUUID()))
      )

      expect(tries.filter(Boolean)).toEqual([])
      expect(await rows().leases.releaseUnlessMarked(lease)).toEqual([])
    })

    it("starts without the mark that was left for an earlier holder", async () => {
      const id = await remember()
      const first = await acquire(id)
      await take(id)
      await rows().leases.releaseDespiteMarks(first)

      const second = await acquire(id)

      expect(await rows().leases.releaseUnlessMarked(second)).toEqual([])
    })

    it("is taken over once it has expired, and the old holder writes to no row", async () => {
      const id = await remember()
      const slow = await acquire(id)
      await expireLease(id)

      const fast = await acquire(id)

      const { leases, payments, purchases } = rows()
      await expect(payments.write(slow, { state: "captured" })).rejects.toThrow(
        /another worker has taken over/
      )
      await expect(leases.renew(slow)).rejects.toThrow(/taken over/)
      const status = { status: "completed", changedAt: "2026-01-01" }
      await expect(purchases.medusaStatusSince(slow, status)).rejects.toThrow(
        /taken over/
      )
      await payments.write(fast, { state: "authorized" })
      const row = await payments.findBy("payment_session_id", id)
      expect(row?.state).toBe("authorized")
    })

    it("that has expired is not released by its old holder", async () => {
      const id = await remember()
      const slow = await acquire(id)
      await expireLease(id)
      await acquire(id)

      await rows().leases.releaseDespiteMarks(slow)
      await rows().leases.releaseUnlessMarked(slow)

      expect(await take(id)).toBeNull()
    })

    it("that has expired is taken over by one of twenty", async () => {
      const id = await remember()
      await acquire(id)
      await expireLease(id)

      const leases = await Promise.all(TWENTY.map(() => take(id)))

      expect(leases.filter(Boolean)).toHaveLength(1)
    })

    it("that has expired makes its payment due, even if everything but its end was recorded", async () => {
      const { payments } = rows()
      const id = await remember()
      const lease = await acquire(id)
      await payments.write(lease, { next_sync_at: null })
      expect(await payments.due(1000)).not.toContain(id)

      await expireLease(id)

      expect(await payments.due(1000)).toContain(id)
      await acquire(id)
      expect(await payments.due(1000)).not.toContain(id)
    })

    it("is the purchase's: of its payments one worker at a time decides", async () => {
      const [first, second] = await rememberTwo()
      const lease = await acquire(first)

      expect(await take(second)).toBeNull()

      expect(await rows().leases.releaseUnlessMarked(lease)).toEqual([second])
      expect(await rows().leases.releaseUnlessMarked(lease)).toEqual([])
      await acquire(second)
    })

    it("covers what its holder writes of every payment of the purchase", async () => {
      const [first, second] = await rememberTwo()
      const lease = await acquire(first)
      const { payments } = rows()

      await payments.write(
        { ...lease, paymentSessionId: second },
        { state: "captured" }
      )

      const row = await payments.findBy("payment_session_id", second)
      expect(row?.state).toBe("captured")
    })

    it("hands the other payments to its holder once the order's money has changed", async () => {
      const [first, second] = await rememberTwo("authorized")
      const lease = await acquire(first)

      await rows().leases.markOtherPayments(lease)

      expect(await rows().leases.releaseUnlessMarked(lease)).toEqual([second])
    })

    it("makes a payment due that was marked while its holder failed", async () => {
      const [first, second] = await rememberTwo()
      const lease = await acquire(first)
      await take(second)

      await rows().leases.releaseDespiteMarks(lease)

      expect(await rows().payments.due(1000)).toContain(second)
    })

    it("lasts longer after it is renewed", async () => {
      const id = await remember()
      const lease = await acquire(id)
      await sql(
        store,
        `update stripe_checkout_purchase set lease_until = now() + interval '1 second'
          where id = :id returning id`,
        { id }
      )

      await rows().leases.renew(lease)

      const [row] = await sql<{ left: string }>(
        store,
        `select extract(epoch from lease_until - now()) as left
           from stripe_checkout_purchase where id = :id`,
        { id }
      )
      expect(Number(row?.left)).toBeGreaterThan(30)
    })

    it("does not exist for an unknown payment", async () => {
      expect(await take("payses_unknown")).toBeNull()
    })
  })

  describe("a purchase", () => {
    it("keeps the time at which its order's status was first read, until it is another one", async () => {
      const lease = await acquire(await remember())
      const since = async (status: string, changedAt: string) =>
        rows().purchases.medusaStatusSince(lease, { status, changedAt })
      const [first, second, third] = [1, 2, 3].map(
        (day) => `2026-01-0${day}T10:00:00.123Z`
      ) as [string, string, string]

      expect(await since("completed", first)).toBe(first)
      expect(await since("completed", second)).toBe(first)
      expect(await since("archived", second)).toBe(second)
      expect(await since("completed", third)).toBe(third)
    })
  })

  describe("a payment", () => {
    it("is stored once, however many clicks there are", async () => {
      const id = `payses_${randomUUID()}`

      const made = await Promise.all(TWENTY.map(() => rememberAs(id)))

      expect(new Set(made.map((row) => row.id)).size).toBe(1)
    })

    it("keeps its amounts exact in Medusa's decimal columns", async () => {
      const id = await remember()
      const lease = await acquire(id)

      await rows().payments.write(lease, { amount_captured: "30.10" })

      const [row] = await sql<{ amount_captured: string; raw: object }>(
        store,
        `select amount_captured, raw_amount_captured as raw
           from stripe_checkout_payment where payment_session_id = :id`,
        { id }
      )
      expect(Number(row?.amount_captured)).toBe(30.1)
      expect(row?.raw).toMatchObject({ value: "30.10" })
    })
  })

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
        reason: "x",
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
        reason: "x",
      })

      const [row] = await sql<{ status: string; attempts: number }>(
        store,
        `select status, attempts from stripe_checkout_event where id = :id`,
        { id: dead.id }
      )
      expect(row).toEqual({ status: "processed", attempts: 0 })
    })
  })

  describe("an operation", () => {
    it("is requested once for the same cause, however often that is seen", async () => {
      const id = `payses_${randomUUID()}`

      const requested = await Promise.all(
        TWENTY.map(() => request(id, "order-change:1"))
      )

      expect(requested.filter(Boolean)).toHaveLength(1)
      expect(await rows().operationHistory.newest(id)).toHaveLength(1)
    })

    it("is requested again for another cause and for another payment", async () => {
      const id = `payses_${randomUUID()}`

      expect(await request(id, "order-change:1")).toBe(true)
      expect(await request(id, "order-change:2")).toBe(true)
      expect(await request(`${id}x`, "order-change:1")).toBe(true)
    })

    it("is carried out in the order of the requests and settled once", async () => {
      const { operations } = rows()
      const id = `payses_${randomUUID()}`
      await request(id, "order-change:1")
      await request(id, "order-change:2")
      const first = await operations.nextPending(id)

      await operations.settle(first?.id ?? "", {
        status: "succeeded",
        reason: SUCCEEDED,
      })
      await operations.settle(first?.id ?? "", {
        status: "failed",
        reason: FAILED,
      })

      const second = await operations.nextPending(id)
      expect(second?.id).not.toBe(first?.id)
      expect(await operations.find(first?.id ?? "")).toMatchObject({
        status: "succeeded",
        reason: SUCCEEDED,
      })
    })

    it("that is rejected when it is recorded is never pending", async () => {
      const id = `payses_${randomUUID()}`

      await request(id, "order-change:1", true)

      expect(await rows().operations.nextPending(id)).toBeNull()
    })

    it("that is pending is rejected when it is withdrawn", async () => {
      const id = `payses_${randomUUID()}`
      await request(id, "order-change:1")

      await request(id, "order-change:1", true)

      expect(await rows().operations.nextPending(id)).toBeNull()
    })

    it("that succeeded stays that way, whatever is requested later", async () => {
      const { operations } = rows()
      const id = `payses_${randomUUID()}`
      await request(id, "order-change:1")
      const pending = await operations.nextPending(id)
      await operations.settle(pending?.id ?? "", {
        status: "succeeded",
        reason: SUCCEEDED,
      })

      await request(id, "order-change:1", true)

      expect(only(await rows().operationHistory.newest(id)).status).toBe(
        "succeeded"
      )
    })
  })

  async function remember(): Promise<string> {
    const id = `payses_${randomUUID()}`
    await rememberAs(id)
    return id
  }

  /** Two payments of one purchase. */
  async function rememberTwo(
    stateOfSecond = "awaiting_customer"
  ): Promise<[string, string]> {
    const first = await remember()
    const second = `payses_${randomUUID()}`
    await rememberAs(second, first)
    const lease = await acquire(second)
    await rows().payments.write(lease, {
      state: stateOfSecond,
      next_sync_at: null,
    })
    await rows().leases.releaseUnlessMarked(lease)
    return [first, second]
  }

  /** A purchase of its own, unless another's is given. */
  async function rememberAs(
    paymentSessionId: string,
    purchaseId = paymentSessionId
  ) {
    return rows().payments.storeOnce({
      id: `scpay_${randomUUID()}`,
      paymentSessionId,
      account: "default",
      cartId: null,
      orderId: null,
      purchaseId,
      currencyCode: "eur",
      amount: "120.00",
    })
  }

  async function take(id: string) {
    return rows().leases.take(id, randomUUID())
  }

  async function acquire(id: string) {
    const lease = await take(id)
    if (!lease) throw new Error("The lease is already held.")
    return lease
  }

  async function expireLease(id: string): Promise<void> {
    await sql(
      store,
      `update stripe_checkout_purchase set lease_until = now() - interval '1 second'
        where id = :id returning id`,
      { id }
    )
  }

  function buildEvent(
    about: {
      readonly paymentSessionId?: string
      readonly checkoutSessionId?: string
      readonly paymentIntentId?: string
      readonly objectId?: string
      readonly refundStatus?: string
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

  async function idsOfUnsettled(paymentSessionId: string): Promise<string[]> {
    const events = await rows().events.unsettled(paymentSessionId)
    return events.map(({ id }) => id)
  }

  async function request(
    paymentSessionId: string,
    trigger: string,
    isRejected = false
  ): Promise<boolean> {
    return rows().operations.request({
      id: `scop_${randomUUID()}`,
      paymentSessionId,
      orderId: null,
      kind: "capture",
      amount: null,
      currencyCode: "eur",
      trigger,
      source: "rule",
      rule: "captureOn approved -> ready_for_capture",
      actor: null,
      requestedByStatus: null,
      isRejected,
      reason: { code: "requested", params: { actor: null } },
    })
  }
})
