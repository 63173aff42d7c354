import type { FetchError } from "@medusajs/js-sdk"
import { holdRun } from "../../support/held-run"
import { placeHeldOrder } from "../../support/held-order"
import { only } from "../../support/only"
import {
  dryRun,
  listRuns,
  readAsStranger,
  startRun,
} from "../../support/operations-api"
import {
  administratorId,
  capturedInMedusa,
  refusalOf,
} from "../../support/order-card"
import type { StripeStore } from "../../support/stripe-store"
import { ageLastSync } from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

export function listsRuns(store: StripeStore): void {
  it("one is started now, in the background, and says what it found", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.webhooks.pause()
    await store.stripe.dashboard.capture(order.paymentIntentId)
    await ageLastSync(store, order.session.id)

    const started = only((await startRun(store)).runs)

    expect(started).toMatchObject({
      account: "default",
      outcome: "started",
      run: {
        status: "running",
        stage: "events",
        requested_by: await administratorId(store),
        is_waiting: true,
        finished_at: null,
      },
    })
    const run = await waitUntil("the run to end", async () => {
      const [newest] = (await listRuns(store)).runs
      return newest?.status === "running" ? null : newest
    })
    expect(run).toMatchObject({
      id: started.run.id,
      account: "default",
      status: "succeeded",
      stage: "deadlines",
      reason: null,
      is_waiting: false,
    })
    expect(run.payments_checked).toBeGreaterThan(0)
    expect(run.repaired).toBeGreaterThan(0)
    expect(await capturedInMedusa(store, order)).toEqual([120])
  })

  it("there is one at a time, and the next one is refused with the reason", async () => {
    const { end, id } = await holdRun(store)
    expect((await listRuns(store)).runs[0]?.requested_by).toBeNull()

    const refused = await startRun(store).then(
      () => null,
      (error: unknown) => error as FetchError
    )

    expect(refused?.status).toBe(409)
    expect(refused?.message).toBe(
      "A run is in progress. Wait until it has ended."
    )
    const [newest] = (await listRuns(store)).runs
    expect(newest).toMatchObject({ id, status: "running", is_waiting: false })
    await end()
  })

  it("one that a dead worker left goes on instead of another one", async () => {
    const { id, loseLease } = await holdRun(store)
    await loseLease()

    const { outcome, run } = only((await startRun(store)).runs)

    expect([outcome, run.id]).toEqual(["continued", id])
    await waitUntil("the run to end", async () => {
      const [newest] = (await listRuns(store)).runs
      return newest?.status === "succeeded"
    })
  })

  it("two requests at the same moment start one", async () => {
    const answers = await Promise.allSettled([startRun(store), startRun(store)])

    const answered = answers.flatMap((answer) =>
      answer.status === "fulfilled" ? answer.value.runs : []
    )
    const started = only(
      answered.filter(({ outcome }) => outcome === "started")
    )
    expect(new Set(answered.map(({ run }) => run.id))).toEqual(
      new Set([started.run.id])
    )
    await waitUntil("the run to end", async () => {
      const [newest] = (await listRuns(store)).runs
      return newest?.status === "succeeded"
    })
  })

  it("a dry run names what each stage would check, and changes nothing", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.webhooks.pause()
    await store.stripe.dashboard.capture(order.paymentIntentId)
    const before = (await listRuns(store)).runs.length

    const { accounts, requested_at, requested_by } = await dryRun(store)

    expect(requested_by).toBe(await administratorId(store))
    expect(Date.now() - Date.parse(requested_at)).toBeLessThan(60_000)
    const { account, stages } = only(accounts)
    expect(account).toBe("default")
    expect(stages.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining([
        "events",
        "objects",
        "ledger-mismatch",
        "deadlines",
      ])
    )
    for (const name of ["events", "objects"]) {
      const stage = stages.find((one) => one.stage === name)
      expect(stage).toMatchObject({ has_more: false, failure: null })
      expect(stage?.examples).toContainEqual(
        expect.objectContaining({
          payment_intent_id: order.paymentIntentId,
          order_id: order.orderId,
        })
      )
      expect(stage?.count).toBeGreaterThan(0)
    }
    expect(await capturedInMedusa(store, order)).toEqual([])
    expect((await listRuns(store)).runs).toHaveLength(before)
  })

  it("a dry run says which stage could not be read", async () => {
    await store.stripe.failNext({
      kind: "http_500_before",
      method: "GET",
      path: "/v1/events",
      times: 50,
    })

    const { stages } = only((await dryRun(store)).accounts)

    const failed = stages.filter(({ failure }) => failure !== null)
    expect(only(failed)).toMatchObject({ stage: "events", count: 0 })
  })

  it("they come in pages, for administrators only, and of accounts that exist", async () => {
    const all = (await listRuns(store, { limit: "100" })).runs
    const first = await listRuns(store, { limit: "1" })
    const second = await listRuns(store, {
      limit: "1",
      cursor: first.next_cursor ?? "",
    })

    expect([...first.runs, ...second.runs].map(({ id }) => id)).toEqual(
      all.slice(0, 2).map(({ id }) => id)
    )
    expect((await listRuns(store, { account: "eu" })).runs).toEqual([])
    const refusal = await refusalOf(startRun(store, { account: "eu" }))
    expect(refusal.status).toBe(400)
    expect((await readAsStranger(store, "runs")).status).toBe(401)
  })
}
