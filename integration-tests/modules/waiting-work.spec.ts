import { randomUUID } from "node:crypto"
import type { PaymentPatch } from "../../src/modules/stripe-checkout/repositories/payment-row"
import type { StripeCheckoutModuleService } from "../../src/modules/stripe-checkout/service"
import { only } from "../support/only"
import { sql } from "../support/order-records"
import { describeUnauditedStripeStore } from "../support/stripe-store"

const HELD: PaymentPatch = { state: "authorized", amount_capturable: "120" }

/** What waits until somebody has time for it, on a real Postgres. */
describeUnauditedStripeStore(
  "In the plugin's tables, work that waits",
  (store) => {
    const rows = () =>
      store.container.resolve<StripeCheckoutModuleService>("stripeCheckout")

    describe("because many payments are due at once", () => {
      it("is ordered by when the holds lapse, then by how long it has waited, and what fails comes last", async () => {
        const failing = await remember({
          capture_before: inHours(1),
          sync_failures: 3,
          next_sync_at: inHours(-5),
        })
        const later = await remember({
          capture_before: inHours(48),
          next_sync_at: inHours(-3),
        })
        const soon = await remember({
          capture_before: inHours(2),
          next_sync_at: inHours(-1),
        })
        const unpaid = await remember({ next_sync_at: inHours(-2) })
        const longUnpaid = await remember({ next_sync_at: inHours(-4) })
        const interrupted = await remember({ capture_before: inHours(3) })
        await expireLease(interrupted)
        const all = [failing, later, soon, unpaid, longUnpaid, interrupted]

        const due = await rows().duePayments.due(1000)

        expect(due.filter((id) => all.includes(id))).toEqual([
          soon,
          interrupted,
          later,
          longUnpaid,
          unpaid,
          failing,
        ])
      })

      it("is chosen by the same order when there is more than can be done", async () => {
        await remember({ next_sync_at: inHours(-1_000) })
        const soonest = await remember({
          capture_before: inHours(-100),
          next_sync_at: inHours(-1),
        })

        expect(await rows().duePayments.due(1)).toEqual([soonest])
      })
    })

    describe("because its events were forgotten", () => {
      it("is ordered by when the holds lapse, then by how long it has waited", async () => {
        const old = await remember({})
        const later = await remember({ capture_before: inHours(48) })
        const soon = await remember({ capture_before: inHours(2) })
        for (const id of [old, later, soon]) {
          await storeEvent(id)
        }
        await age()

        const forgotten = await rows().events.forgotten(1000)

        expect(
          forgotten.filter((id) => [old, later, soon].includes(id))
        ).toEqual([soon, later, old])
      })
    })

    describe("because another worker holds the lease", () => {
      it("is done for events only where they say something new", async () => {
        const paymentIntentId = `pi_${randomUUID()}`
        const id = await remember({
          ...HELD,
          payment_intent_id: paymentIntentId,
        })
        const holder = await acquire(id)
        await rows().payments.write(holder, { next_sync_at: null })
        const known = await storeEvent(id, claimOf(paymentIntentId, "120.00"))
        await markUnprocessed(known)

        expect(await rows().leases.take(id, "other", "events")).toBeNull()

        expect(await rows().leases.releaseUnlessMarked(holder)).toEqual([])
        expect(await statusOf(known)).toBe("ignored")
        await acquire(id)
      })

      it("is done for an event that says something new, before the lease is released", async () => {
        const paymentIntentId = `pi_${randomUUID()}`
        const id = await remember({
          ...HELD,
          payment_intent_id: paymentIntentId,
        })
        const holder = await acquire(id)
        await rows().payments.write(holder, { next_sync_at: null })
        const event = await storeEvent(id, claimOf(paymentIntentId, "60.00"))

        expect(await rows().leases.take(id, "other", "events")).toBeNull()

        expect(await rows().leases.releaseUnlessMarked(holder)).toEqual([
          { paymentSessionId: id, change: "anything" },
        ])
        expect(await statusOf(event)).toBe("received")
        expect(await rows().leases.take(id, "other", "events")).toBeNull()
      })

      it("needs no reading of Stripe where only Medusa has changed", async () => {
        const id = await remember(HELD)
        const holder = await acquire(id)
        await rows().leases.take(id, "other", "medusa")

        expect(await rows().leases.releaseUnlessMarked(holder)).toEqual([
          { paymentSessionId: id, change: "medusa" },
        ])
        await rows().leases.take(id, "one")
        await rows().leases.take(id, "two", "medusa")
        expect(await rows().leases.releaseUnlessMarked(holder)).toEqual([
          { paymentSessionId: id, change: "anything" },
        ])
      })

      it("is done for whoever asked for more than events, whatever these say", async () => {
        const id = await remember(HELD)
        const holder = await acquire(id)
        await rows().leases.take(id, "one", "events")
        await rows().leases.take(id, "two")

        expect(await rows().leases.releaseUnlessMarked(holder)).toEqual([
          { paymentSessionId: id, change: "anything" },
        ])
        expect(await rows().leases.releaseUnlessMarked(holder)).toEqual([])
      })
    })

    /** A payment of a purchase of its own, at rest unless the patch says otherwise. */
    async function remember(patch: PaymentPatch): Promise<string> {
      const id = `payses_${randomUUID()}`
      await rows().payments.storeOnce({
        id: `scpay_${randomUUID()}`,
        paymentSessionId: id,
        account: "default",
        cartId: null,
        orderId: null,
        purchaseId: id,
        currencyCode: "eur",
        amount: "120.00",
      })
      const lease = await acquire(id)
      await rows().payments.write(lease, { next_sync_at: null, ...patch })
      await rows().leases.releaseUnlessMarked(lease)
      return id
    }

    async function acquire(id: string) {
      const lease = await rows().leases.take(id, randomUUID())
      if (!lease) throw new Error("The lease is already held.")
      return lease
    }

    async function storeEvent(
      paymentSessionId: string,
      money: ReturnType<typeof claimOf> | null = null
    ): Promise<string> {
      const { id } = await rows().incomingEvents.store({
        id: `scevt_${Date.now()}_${randomUUID()}`,
        account: "default",
        event: {
          eventId: `evt_${randomUUID()}`,
          type: "payment_intent.amount_capturable_updated",
          apiVersion: null,
          createdAt: new Date(),
          objectId: null,
          paymentSessionId,
          checkoutSessionId: null,
          paymentIntentId: money?.paymentIntentId ?? null,
          refundStatus: null,
          money,
        },
        isHandled: true,
        isDelivery: true,
      })
      return id
    }

    /** As if it had arrived before the payment came in sync. */
    async function markUnprocessed(id: string): Promise<void> {
      await sql(
        store,
        `update stripe_checkout_event set status = 'received', reason_code = null, reason_params = null
        where id = :id returning id`,
        { id }
      )
    }

    async function statusOf(id: string): Promise<string> {
      const found = await sql<{ status: string }>(
        store,
        `select status from stripe_checkout_event where id = :id`,
        { id }
      )
      return only(found).status
    }

    async function expireLease(id: string): Promise<void> {
      await sql(
        store,
        `update stripe_checkout_purchase set lease_until = now() - interval '1 second'
        where id = :id returning id`,
        { id }
      )
    }

    async function age(): Promise<void> {
      await sql(
        store,
        `update stripe_checkout_event set updated_at = now() - interval '1 minute'
        where status = 'received' returning id`,
        {}
      )
    }
  }
)

function claimOf(paymentIntentId: string, amount: string) {
  return { paymentIntentId, states: ["authorized" as const], amount }
}

function inHours(hours: number): string {
  return new Date(Date.now() + hours * 60 * 60 * 1000).toISOString()
}
