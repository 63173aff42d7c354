import { randomUUID } from "node:crypto"
import type { StripeCheckoutModuleService } from "../../src/modules/stripe-checkout/service"
import { only } from "../support/only"
import { readRows } from "../support/order-records"
import { describeUnauditedStripeStore } from "../support/stripe-store"

/** Twenty programs want the same thing at the same moment, on real Postgres. */
const TWENTY = Array.from({ length: 20 })

describeUnauditedStripeStore("The plugin's rows", (store) => {
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

  describe("The lease on a payment", () => {
    it("is taken by one of twenty, and the others leave a mark", async () => {
      const id = await remember()

      const leases = await Promise.all(TWENTY.map(() => take(id)))

      const lease = only(leases.filter((taken) => taken !== null))
      expect(await rows().leases.letGo(lease)).toBe(false)
      expect(await rows().leases.letGo(lease)).toBe(true)
    })

    it("can be taken again once it was let go, with a higher fencing number", async () => {
      const id = await remember()
      const first = await mustTake(id)
      await rows().leases.letGo(first)

      const second = await mustTake(id)

      expect(second.fence).toBeGreaterThan(first.fence)
    })

    it("is let go at once when nobody asked meanwhile", async () => {
      const lease = await mustTake(await remember())

      expect(await rows().leases.letGo(lease)).toBe(true)
    })

    it("is let go at once although somebody tries again and again to get it", async () => {
      const id = await remember()
      const lease = await mustTake(id)

      const tries = await Promise.all(
        TWENTY.map(() => rows().leases.tryToTake(id, randomUUID()))
      )

      expect(tries.filter(Boolean)).toEqual([])
      expect(await rows().leases.letGo(lease)).toBe(true)
    })

    it("starts without the mark that was left for an earlier holder", async () => {
      const id = await remember()
      const first = await mustTake(id)
      await take(id)
      await rows().leases.drop(first)

      const second = await mustTake(id)

      expect(await rows().leases.letGo(second)).toBe(true)
    })

    it("is taken over once it ran out, and the old holder writes to no row", async () => {
      const id = await remember()
      const slow = await mustTake(id)
      await runOut(id)

      const fast = await mustTake(id)

      const { leases, payments } = rows()
      await expect(payments.write(slow, { state: "captured" })).rejects.toThrow(
        /another worker has taken over/
      )
      await expect(leases.renew(slow)).rejects.toThrow(/taken over/)
      await payments.write(fast, { state: "authorized" })
      const row = await payments.findBy("payment_session_id", id)
      expect(row?.state).toBe("authorized")
    })

    it("that ran out is given back to nobody by its old holder", async () => {
      const id = await remember()
      const slow = await mustTake(id)
      await runOut(id)
      await mustTake(id)

      await rows().leases.drop(slow)
      await rows().leases.letGo(slow)

      expect(await take(id)).toBeNull()
    })

    it("that ran out is taken over by one of twenty", async () => {
      const id = await remember()
      await mustTake(id)
      await runOut(id)

      const leases = await Promise.all(TWENTY.map(() => take(id)))

      expect(leases.filter(Boolean)).toHaveLength(1)
    })

    it("that ran out makes its payment due, even if all had been noted but its end", async () => {
      const { payments } = rows()
      const id = await remember()
      const lease = await mustTake(id)
      await payments.write(lease, { next_sync_at: null })
      expect(await payments.due(1000)).not.toContain(id)

      await runOut(id)

      expect(await payments.due(1000)).toContain(id)
      await mustTake(id)
      expect(await payments.due(1000)).not.toContain(id)
    })

    it("is longer again after it was renewed", async () => {
      const id = await remember()
      const lease = await mustTake(id)
      await readRows(
        store,
        `update stripe_checkout_payment set lease_until = now() + interval '1 second'
          where payment_session_id = :id returning id`,
        { id }
      )

      await rows().leases.renew(lease)

      const [row] = await readRows<{ left: string }>(
        store,
        `select extract(epoch from lease_until - now()) as left
           from stripe_checkout_payment where payment_session_id = :id`,
        { id }
      )
      expect(Number(row?.left)).toBeGreaterThan(30)
    })

    it("does not exist for a payment that is not known", async () => {
      expect(await take("payses_unknown")).toBeNull()
    })
  })

  describe("A payment", () => {
    it("is remembered once, however many clicks there are", async () => {
      const id = `payses_${randomUUID()}`

      const made = await Promise.all(TWENTY.map(() => rememberAs(id)))

      expect(new Set(made.map((row) => row.id)).size).toBe(1)
    })

    it("keeps its amounts exactly, also beside Medusa's own decimals", async () => {
      const id = await remember()
      const lease = await mustTake(id)

      await rows().payments.write(lease, { amount_captured: "30.10" })

      const [row] = await readRows<{ amount_captured: string; raw: object }>(
        store,
        `select amount_captured, raw_amount_captured as raw
           from stripe_checkout_payment where payment_session_id = :id`,
        { id }
      )
      expect(Number(row?.amount_captured)).toBe(30.1)
      expect(row?.raw).toMatchObject({ value: "30.10" })
    })
  })

  describe("The inbox", () => {
    it("keeps one row of twenty equal deliveries, and one of them is new", async () => {
      const event = anEvent()

      const stored = await Promise.all(TWENTY.map(() => storeEvent(event)))

      expect(stored.filter(({ isNew }) => isNew)).toHaveLength(1)
      expect(new Set(stored.map(({ id }) => id)).size).toBe(1)
    })

    it("keeps the events of two accounts apart", async () => {
      const event = anEvent()

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
      "turns an event that was %s into %s when it is sent again",
      async (before, after) => {
        const event = anEvent()
        const { id } = await storeEvent(event)
        await rows().events.settle([id], { status: before, reason: "Because." })

        const again = await storeEvent(event)

        expect(again).toMatchObject({ id, status: after, isNew: false })
      }
    )

    it("answers only the events that came before the look began", async () => {
      const paymentSessionId = `payses_${randomUUID()}`
      const before = await storeEvent(anEvent(), "default", paymentSessionId)
      const unsettled = await idsOfUnsettled(paymentSessionId)
      const meanwhile = await storeEvent(anEvent(), "default", paymentSessionId)

      await rows().events.settle(unsettled, {
        status: "processed",
        reason: "x",
      })

      expect(unsettled).toEqual([before.id])
      expect(await idsOfUnsettled(paymentSessionId)).toEqual([meanwhile.id])
    })

    it("settles nothing when there is nothing to settle", async () => {
      await expect(
        rows().events.settle([], { status: "processed", reason: "x" })
      ).resolves.not.toThrow()
    })
  })

  describe("An operation", () => {
    it("is asked for once by the same cause, however often it is seen", async () => {
      const id = `payses_${randomUUID()}`

      const asked = await Promise.all(
        TWENTY.map(() => ask(id, "order-change:1"))
      )

      expect(asked.filter(Boolean)).toHaveLength(1)
      expect(await rows().operations.list(id)).toHaveLength(1)
    })

    it("is asked for again by another cause, and for another payment", async () => {
      const id = `payses_${randomUUID()}`

      expect(await ask(id, "order-change:1")).toBe(true)
      expect(await ask(id, "order-change:2")).toBe(true)
      expect(await ask(`${id}x`, "order-change:1")).toBe(true)
    })

    it("is done in the order in which it was asked for, and settled once", async () => {
      const { operations } = rows()
      const id = `payses_${randomUUID()}`
      await ask(id, "order-change:1")
      await ask(id, "order-change:2")
      const first = await operations.nextWanted(id)

      await operations.settle(first?.id ?? "", {
        status: "succeeded",
        reason: SUCCEEDED,
      })
      await operations.settle(first?.id ?? "", {
        status: "failed",
        reason: FAILED,
      })

      const second = await operations.nextWanted(id)
      expect(second?.id).not.toBe(first?.id)
      expect(await operations.find(first?.id ?? "")).toMatchObject({
        status: "succeeded",
        reason: SUCCEEDED,
      })
    })

    it("that is declined when it is written down is wanted by nobody", async () => {
      const id = `payses_${randomUUID()}`

      await ask(id, "order-change:1", true)

      expect(await rows().operations.nextWanted(id)).toBeNull()
    })

    it("that was wanted is declined when it was withdrawn", async () => {
      const id = `payses_${randomUUID()}`
      await ask(id, "order-change:1")

      await ask(id, "order-change:1", true)

      expect(await rows().operations.nextWanted(id)).toBeNull()
    })

    it("that was done stays done, whatever is said later", async () => {
      const { operations } = rows()
      const id = `payses_${randomUUID()}`
      await ask(id, "order-change:1")
      const done = await operations.nextWanted(id)
      await operations.settle(done?.id ?? "", {
        status: "succeeded",
        reason: SUCCEEDED,
      })

      await ask(id, "order-change:1", true)

      expect(only(await operations.list(id)).status).toBe("done")
    })
  })

  async function remember(): Promise<string> {
    const id = `payses_${randomUUID()}`
    await rememberAs(id)
    return id
  }

  async function rememberAs(paymentSessionId: string) {
    return rows().payments.remember({
      id: `scpay_${randomUUID()}`,
      paymentSessionId,
      account: "default",
      cartId: null,
      orderId: null,
      currencyCode: "eur",
      amount: "120.00",
    })
  }

  async function take(id: string) {
    return rows().leases.take(id, randomUUID())
  }

  async function mustTake(id: string) {
    const lease = await take(id)
    if (!lease) throw new Error("The lease is taken.")
    return lease
  }

  async function runOut(id: string): Promise<void> {
    await readRows(
      store,
      `update stripe_checkout_payment set lease_until = now() - interval '1 second'
        where payment_session_id = :id returning id`,
      { id }
    )
  }

  function anEvent() {
    return {
      eventId: `evt_${randomUUID()}`,
      type: "payment_intent.succeeded",
      apiVersion: "2026-10-28.endive",
      createdAt: new Date(),
      objectId: "pi_1",
      paymentSessionId: null,
      checkoutSessionId: null,
      paymentIntentId: "pi_1",
    }
  }

  async function storeEvent(
    event: ReturnType<typeof anEvent>,
    account = "default",
    paymentSessionId: string | null = null
  ) {
    return rows().events.store({
      id: `scevt_${randomUUID()}`,
      account,
      event,
      paymentSessionId,
      ignoredBecause: null,
      isDelivery: true,
    })
  }

  async function idsOfUnsettled(paymentSessionId: string): Promise<string[]> {
    const events = await rows().events.unsettled(paymentSessionId)
    return events.map(({ id }) => id)
  }

  async function ask(
    paymentSessionId: string,
    trigger: string,
    isDeclined = false
  ): Promise<boolean> {
    return rows().operations.ask({
      id: `scop_${randomUUID()}`,
      paymentSessionId,
      orderId: null,
      kind: "capture",
      amount: null,
      currencyCode: "eur",
      trigger,
      rule: null,
      actor: null,
      requestedByStatus: null,
      isDeclined,
      reason: { code: "requested", params: { actor: null } },
    })
  }
})
