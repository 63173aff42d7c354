import { only } from "../../support/only"
import { ordersOfCart, sql } from "../../support/order-records"
import { payAtStripe, startPurchase } from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"
import { sweep, trySweep } from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

const EVENTS = "/v1/events"

/** Whose a sweep is while its worker lives, and what becomes of it afterwards. */
export function belongsToOneWorker(store: StripeStore): void {
  it("resumes an interrupted run at its last stage", async () => {
    const purchase = await startPurchase(store)
    await payAtStripe(store, purchase)
    const id = await insertInterruptedRun("deadlines")
    const before = (await store.stripe.requests()).length

    const report = await sweep(store)

    expect(report).toMatchObject({
      run_id: id,
      status: "succeeded",
      payments_checked: 3,
    })
    expect((await store.stripe.requests()).slice(before)).toEqual([])
    expect(await runRow(id)).toMatchObject({
      status: "succeeded",
      lease_fence: 8,
    })
    expect(await ordersOfCart(store, purchase.cart.id)).toEqual([])
    await sweep(store)
    only(await ordersOfCart(store, purchase.cart.id))
  })

  it("leaves out a stage in which it was interrupted twice, reports that, and does the rest", async () => {
    const id = await insertInterruptedRun("ledger-mismatch")
    await sql(
      store,
      `update stripe_checkout_run set stage_interruptions = 1 where id = :id returning id`,
      { id }
    )

    expect(await sweep(store)).toMatchObject({ run_id: id, status: "failed" })

    const run = await runRow(id)
    expect(run.reason).toMatch(/^ledger-mismatch: It was interrupted 2 times/)
    expect(run.stage).toBe("deadlines")
    expect(await sweep(store)).toMatchObject({ status: "succeeded" })
  })

  it("leaves a run alone while its worker is alive", async () => {
    const id = await insertInterruptedRun(
      "objects",
      "now() + interval '40 seconds'"
    )

    expect(await trySweep(store)).toEqual([])

    expect(await runRow(id)).toMatchObject({
      status: "running",
      stage: "objects",
      lease_fence: 7,
    })
    await finishRun(id)
  })

  it("fails for a worker whose run was taken over by another one", async () => {
    await store.stripe.failNext({ kind: "timeout_before", path: EVENTS })
    const slow = trySweep(store)
    await waitUntil(
      "the sweep to reach Stripe",
      async () => (await store.stripe.held()).length > 0
    )
    await sql(
      store,
      `update stripe_checkout_run set lease_until = now() - interval '1 second'
        where status = 'running' returning id`
    )

    const [taken] = await trySweep(store)
    await store.stripe.releaseHeld()
    const [lost] = await slow

    expect(taken).toMatchObject({ status: "succeeded" })
    expect(lost).toMatchObject({ run_id: taken?.run_id, status: "failed" })
    expect(await runRow(String(taken?.run_id))).toMatchObject({
      status: "succeeded",
    })
  })

  async function insertInterruptedRun(
    stage: string,
    until = "now() - interval '1 second'"
  ): Promise<string> {
    const id = `scrun_interrupted_${stage}`
    await sql(
      store,
      `insert into stripe_checkout_run
         (id, stripe_account, status, stage, payments_checked, lease_owner, lease_fence, lease_until)
       values (:id, 'default', 'running', :stage, 3, 'dead', 7, ${until}) returning id`,
      { id, stage }
    )
    return id
  }

  async function finishRun(id: string): Promise<void> {
    await sql(
      store,
      `update stripe_checkout_run set status = 'succeeded', lease_until = null
        where id = :id returning id`,
      { id }
    )
  }

  type RunRecord = {
    status: string
    stage: string
    reason: string | null
    lease_fence: number
    lease_until: Date | null
  }

  async function runRow(id: string): Promise<RunRecord> {
    return only(
      await sql<RunRecord>(
        store,
        `select * from stripe_checkout_run where id = :id`,
        { id }
      )
    )
  }
}
