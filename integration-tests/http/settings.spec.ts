import type { StripeCheckoutModuleService } from "../../src/modules/stripe-checkout/service"
import { readAccountHealth } from "../support/account-health"
import { cancelDuringCapture } from "../support/cancel-during-capture"
import { WARNED_CARD } from "../support/disputes"
import {
  ageCapturesAndRefunds,
  capturesOf,
  type HeldOrder,
  paymentOf,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { fulfillRest, shipNext } from "../support/fulfillments"
import { administratorId, refusalOf } from "../support/order-card"
import {
  operationsOf,
  orderReads,
  sql,
  synchronize,
} from "../support/order-records"
import {
  changeSettings,
  readChanges,
  readSettings,
  restoreSettings,
  trySettings,
} from "../support/settings"
import { describeStripeStore } from "../support/stripe-store"
import { sweep } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

const READY = { from: ["approved", "capture_failed"], to: "ready_for_capture" }
const PACKED = { from: ["approved"], to: "packed" }

describeStripeStore("The settings in the admin", (store) => {
  // What a test has changed is no other spec's.
  afterEach(async () => {
    if ((await readSettings(store)).version > 0) {
      await restoreSettings(store, 0)
    }
  })

  it("are those of the options until somebody changes them", async () => {
    const { settings, defaults, ...rest } = await readSettings(store)

    expect(settings).toEqual(defaults)
    expect(settings).toEqual({
      status_names: {
        authorized: "approved",
        captured: "paid",
        partially_captured: "partially_paid",
        capture_failed: "capture_failed",
        released: "authorization_released",
        lapsed: "authorization_lapsed",
        refunded: "refunded",
      },
      capture_on: [READY],
      release_on: [],
      capture_deadline: { warn_hours: 24, action: "alert" },
      surplus_holds: "release",
      canceled_but_captured: "report",
      capture_in_review: "wait",
      fraud_warnings: "notify",
      admin_feed: true,
    })
    expect(rest).toMatchObject({
      is_locked: false,
      metadata_key: "order_status",
      problems: [],
    })
  })

  it("capture at another status from then on", async () => {
    await changeSettings(store, { capture_on: [READY, PACKED] })
    const order = await placeHeldOrder(store)

    await setStatus(store, order, "packed")

    await orderReads(store, order.orderId, "paid")
    expect(await capturesOf(store, order)).toEqual([120])
  })

  it("capture nothing for what was done before a rule was added", async () => {
    const order = await placeHeldOrder(store)
    await setStatus(store, order, "packed")
    await synchronize(store, order.session.id)

    await changeSettings(store, { capture_on: [READY, PACKED] })
    await synchronize(store, order.session.id)

    expect(await capturesOf(store, order)).toEqual([])
    expect(await newestRequest(order)).toMatchObject({
      kind: "capture",
      status: "rejected",
      reason_code: "rule_added_later",
    })
    // The order can still come that way.
    await setStatus(store, order, "approved")
    await setStatus(store, order, "packed")
    await orderReads(store, order.orderId, "paid")
  })

  it("write other names, and release at a status", async () => {
    const { settings } = await readSettings(store)
    await changeSettings(store, {
      status_names: { ...settings.status_names, released: "let_go" },
      release_on: ["stopped"],
    })
    const order = await placeHeldOrder(store)

    await setStatus(store, order, "stopped")

    await orderReads(store, order.orderId, "let_go")
  })

  it("release what is held when the issuer suspects fraud", async () => {
    await changeSettings(store, { fraud_warnings: "release" })
    const order = await placeHeldOrder(store, { card: WARNED_CARD })

    await sweep(store)

    await orderReads(store, order.orderId, "authorization_released")
  })

  it("refund what is captured while its order is being canceled", async () => {
    await changeSettings(store, { canceled_but_captured: "refund" })
    const order = await cancelDuringCapture(store)

    await waitUntil("the refund to be recorded", async () => {
      const { refunds = [] } = await paymentOf(store, order.session.id)
      return refunds.length > 0
    })
    await ageCapturesAndRefunds(store, order)
    await synchronize(store, order.session.id)
  })

  it("say in one change what was decided about special cases", async () => {
    await changeSettings(store, {
      canceled_but_captured: "refund",
      capture_in_review: "capture",
      fraud_warnings: "refund",
      admin_feed: false,
    })

    const [newest] = (await readChanges(store)).changes

    expect(newest?.changed).toEqual([
      { field: "canceled_but_captured", before: "report", after: "refund" },
      { field: "capture_in_review", before: "wait", after: "capture" },
      { field: "fraud_warnings", before: "notify", after: "refund" },
      { field: "admin_feed", before: true, after: false },
    ])
  })

  it("are refused with everything that would never fire or trigger itself", async () => {
    const before = await readSettings(store)
    const wrong = {
      capture_on: [{ from: ["approve"], to: "paid" }],
      release_on: ["refunded"],
      capture_deadline: { warn_hours: 0, action: "alert" as const },
    }

    const refusal = await refusalOf(changeSettings(store, wrong))
    const { problems } = await trySettings(store, wrong)

    expect(refusal).toMatchObject({
      status: 400,
      message: expect.stringMatching(
        /"paid" is what the plugin itself writes[^]*Did you mean "approved"[^]*at least 1 hour|at least 1 hour[^]*/
      ) as string,
    })
    expect(problems.map(({ path, code }) => [path, code])).toEqual(
      expect.arrayContaining([
        ["capture_on", "writes_itself"],
        ["capture_on.0.from", "near_miss"],
        ["release_on", "writes_itself"],
        ["capture_deadline.warn_hours", "invalid"],
      ])
    )
    expect(await readSettings(store)).toEqual(before)
  })

  it("are not overwritten by somebody who has not seen the newest change", async () => {
    const { version } = await changeSettings(store, { release_on: ["stopped"] })

    const refusal = await refusalOf(
      changeSettings(store, { release_on: ["halted"] }, version - 1)
    )

    expect(refusal).toMatchObject({
      status: 409,
      message: expect.stringContaining("changed meanwhile") as string,
    })
    expect((await readSettings(store)).settings.release_on).toEqual(["stopped"])
  })

  it("keep one of two changes at the same moment", async () => {
    const { version } = await readSettings(store)

    const outcomes = await Promise.allSettled(
      ["one", "two"].map((name) =>
        changeSettings(store, { release_on: [name] }, version)
      )
    )

    expect(outcomes.map(({ status }) => status).sort()).toEqual([
      "fulfilled",
      "rejected",
    ])
    expect((await readSettings(store)).version).toBe(version + 1)
  })

  it("tell who changed what, and can be taken back", async () => {
    const before = await changeSettings(store, { surplus_holds: "keep" })
    const after = await changeSettings(store, {
      surplus_holds: "release",
      release_on: ["stopped"],
    })

    const { changes, count } = await readChanges(store, { limit: 1 })
    expect(count).toBe(after.version)
    expect(changes).toEqual([
      {
        version: after.version,
        created_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
        actor: await administratorId(store),
        restored_version: null,
        changed: [
          { field: "release_on", before: [], after: ["stopped"] },
          { field: "surplus_holds", before: "keep", after: "release" },
        ],
      },
    ])

    const restored = await restoreSettings(store, before.version)
    expect(restored.settings).toMatchObject({
      surplus_holds: "keep",
      release_on: [],
    })
    const [newest] = (await readChanges(store)).changes
    expect(newest?.restored_version).toBe(before.version)
    const unknown = await refusalOf(restoreSettings(store, 9999))
    expect(unknown.status).toBe(404)
  })

  it("do not count when the options no longer allow them, and the health says so", async () => {
    const { version } = await changeSettings(store, { release_on: ["stopped"] })
    await sql(
      store,
      `update stripe_checkout_settings set difference = '{"releaseOn": ["paid"]}'
        where version = :version returning id`,
      { version }
    )
    store.container
      .resolve<StripeCheckoutModuleService>("stripeCheckout")
      .currentSettings.forget()

    const { settings, problems } = await readSettings(store)

    expect(settings.release_on).toEqual([])
    expect(problems).toMatchObject([
      { path: "release_on", code: "writes_itself", params: { name: "paid" } },
    ])
    const { problem_details: details } = await readAccountHealth(store)
    expect(details.map(({ code }) => code)).toContain("settings_invalid")
  })

  it("can be tried on the orders of the last 30 days without any effect", async () => {
    const packed = await placeHeldOrder(store)
    await setStatus(store, packed, "packed")
    const captured = await placeHeldOrder(store)
    await setStatus(store, captured, "ready_for_capture")
    await orderReads(store, captured.orderId, "paid")

    const trial = await trySettings(store, { capture_on: [PACKED] })

    expect(trial).toMatchObject({
      problems: [],
      days: 30,
      is_complete: true,
      releases: 0,
    })
    expect(trial.orders_checked).toBeGreaterThanOrEqual(2)
    expect(trial.dropped).toBeGreaterThanOrEqual(1)
    expect(exampleOf(trial, packed)).toMatchObject({
      display_id: expect.any(Number) as number,
      kind: "capture",
      amount: 120,
      currency_code: "eur",
      is_new: true,
      reason_code: "status_requests_capture",
      reason_params: { from: "approved", to: "packed" },
    })
    expect(exampleOf(trial, captured)).toBeUndefined()
    expect(await capturesOf(store, packed)).toEqual([])
  })

  it("can be tried with rules on Medusa's own states", async () => {
    const order = await placeHeldOrder(store)
    await fulfillRest(store, order)
    await shipNext(store, order)

    const trial = await trySettings(store, {
      capture_on: [READY, { fulfillment_status: ["shipped"] }],
    })

    expect(exampleOf(trial, order)).toMatchObject({
      kind: "capture",
      is_new: true,
      reason_params: { state: "shipped" },
    })
  })

  async function newestRequest({ orderId }: HeldOrder) {
    return (await operationsOf(store, orderId)).at(-1)
  }
})

function exampleOf(
  { examples }: Awaited<ReturnType<typeof trySettings>>,
  { orderId }: HeldOrder
) {
  return examples.find(({ order_id }) => order_id === orderId)
}
