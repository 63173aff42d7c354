import { randomUUID } from "node:crypto"
import type { Lease } from "../../src/modules/stripe-checkout/repositories/leases"
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
      expect(await marksOf(lease)).toEqual([id])
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
      const { duePayments, payments } = rows()
      const id = await remember()
      const lease = await acquire(id)
      await payments.write(lease, { next_sync_at: null })
      expect(await duePayments.due(1000)).not.toContain(id)

      await expireLease(id)

      expect(await duePayments.due(1000)).toContain(id)
      await acquire(id)
      expect(await duePayments.due(1000)).not.toContain(id)
    })

    it("is the purchase's: of its payments one worker at a time decides", async () => {
      const [first, second] = await rememberTwo()
      const lease = await acquire(first)

      expect(await take(second)).toBeNull()

      expect(await marksOf(lease)).toEqual([second])
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

      expect(await marksOf(lease)).toEqual([second])
    })

    it("makes a payment due that was marked while its holder failed", async () => {
      const [first, second] = await rememberTwo()
      const lease = await acquire(first)
      await take(second)

      await rows().leases.releaseDespiteMarks(lease)

      expect(await rows().duePayments.due(1000)).toContain(second)
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

  async function marksOf(lease: Lease): Promise<string[]> {
    const marked = await rows().leases.releaseUnlessMarked(lease)
    return marked.map(({ paymentSessionId }) => paymentSessionId)
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
