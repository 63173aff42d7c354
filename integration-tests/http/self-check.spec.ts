import { AsyncResource } from "node:async_hooks"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type {
  AccountHealth,
  CoreHealth,
  HealthDescription,
} from "../../src/api/admin/stripe-checkout/health/responses"
import type { CheckName } from "../../src/modules/stripe-checkout/domain/health"
import { EVENT_WORDS } from "../../src/modules/stripe-checkout/self-check/core-constants"
import { config as onCart } from "../../src/subscribers/synchronize-on-cart-change"
import { config as onOrder } from "../../src/subscribers/synchronize-on-order-change"
import {
  capturesOf,
  type HeldOrder,
  placeHeldOrder,
  setStatus,
} from "../support/held-order"
import { orderReads, synchronize } from "../support/order-records"
import { describeStripeStore } from "../support/stripe-store"
import { sweep } from "../support/sweep"

/** Medusa generates this name from those of a link. */
const GENERATED = "LinkOrderPaymentCollection.detached"

type Methods = Record<string, (...input: unknown[]) => Promise<unknown>>

describeStripeStore("The self-check of Medusa", (store) => {
  const run = async (statement: string): Promise<void> => {
    await store.container
      .resolve(ContainerRegistrationKeys.PG_CONNECTION)
      .raw(statement)
  }

  const readHealth = (): Promise<HealthDescription> =>
    store.admin.client.fetch("/admin/stripe-checkout/health")

  const stateOf = ({ checks }: CoreHealth, name: CheckName) =>
    checks.find((check) => check.name === name)?.state

  it("is ok in each point on the Medusa that is installed", async () => {
    const order = await placeHeldOrder(store)
    await recordDashboardCapture(order)
    await sweep(store)

    const { core, status, accounts } = await readHealth()

    expect(core).toMatchObject({
      medusa_version: expect.stringMatching(/^2[.]/) as string,
      tested_versions: expect.stringMatching(
        /^2[.]\d+[.]\d+ to 2[.]/
      ) as string,
      is_tested: true,
      repairs: "on",
      failures: [],
    })
    expect(core.checks.filter(({ state }) => state !== "ok")).toEqual([])
    expect(core.checks).toHaveLength(10)
    expect(problemsOf(accounts)).toEqual([])
    expect(status).toBe("ok")
  })

  it("covers every event that the plugin waits for", () => {
    const awaited = [onCart, onOrder].flatMap(({ event }) => event)
    const checked = EVENT_WORDS.flatMap(({ words }) => words)

    expect([...checked, GENERATED].sort()).toEqual(awaited.sort())
  })

  it.each<[CheckName, string, string, RegExp]>([
    [
      "columns",
      "alter table capture rename column created_by to author",
      "alter table capture rename column author to created_by",
      /table capture has no column created_by/,
    ],
    [
      "statements",
      "alter table order_cart rename column cart_id to basket_id",
      "alter table order_cart rename column basket_id to cart_id",
      /column l[.]cart_id does not exist/,
    ],
    [
      "executions",
      `update workflow_execution set context = context - 'data' || jsonb_build_object('ctx', context -> 'data')
        where workflow_id = 'complete-cart'`,
      `update workflow_execution set context = context - 'ctx' || jsonb_build_object('data', context -> 'ctx')
        where workflow_id = 'complete-cart'`,
      /stores executions of workflows in another form/,
    ],
    [
      "order_changes",
      `update order_change_action set details = details || '{"type": "custom_data"}'
        where details ->> 'type' = 'metadata'`,
      `update order_change_action set details = details || '{"type": "metadata"}'
        where details ->> 'type' = 'custom_data'`,
      /recorded changes of an order's order_status in another form/,
    ],
    [
      "summaries",
      `update order_summary set totals = totals - 'pending_difference' || jsonb_build_object('pending', totals -> 'pending_difference')`,
      `update order_summary set totals = totals - 'pending' || jsonb_build_object('pending_difference', totals -> 'pending')`,
      /summaries without the amounts/,
    ],
  ])("names other rows: %s", async (name, breaking, repairing, sentence) => {
    await placeHeldOrder(store)
    await run(breaking)
    try {
      await sweep(store)
      const { core, status, accounts } = await readHealth()

      expect(status).toBe("attention")
      expect(stateOf(core, name)).toBe("failed")
      expect(core.failures.join(" ")).toMatch(sentence)
      expect(problemsOf(accounts).join(" ")).toMatch(sentence)
    } finally {
      await run(repairing)
    }
    await sweep(store)
    expect((await readHealth()).core.failures).toEqual([])
  })

  it("names orders that were placed without a trace of it", async () => {
    for (const _of of [1, 2, 3]) await placeHeldOrder(store)
    await run(`update workflow_execution set deleted_at = now()
                where workflow_id = 'complete-cart'`)
    await ageOurPayments("-20 minutes")
    try {
      await sweep(store)
      const { core } = await readHealth()

      expect(core.failures).toEqual([
        expect.stringMatching(/keeps no execution of complete-cart/),
      ])
      expect(core.repairs).toBe("report")
    } finally {
      await run("update workflow_execution set deleted_at = null")
      await ageOurPayments("20 minutes")
    }
    await sweep(store)
  })

  it("names a lock that two can have at the same moment", async () => {
    const locking = methodsOf(Modules.LOCKING)
    const acquire = jest.spyOn(locking, "acquire").mockResolvedValue(undefined)
    try {
      await sweep(store)
    } finally {
      acquire.mockRestore()
    }

    const { core } = await readHealth()
    expect(stateOf(core, "lock")).toBe("failed")
    expect(core.repairs).toBe("report")
    await sweep(store)
    expect((await readHealth()).core.repairs).toBe("on")
  })

  it("names executions that it cannot find", async () => {
    const engine = methodsOf(Modules.WORKFLOW_ENGINE)
    const runAny = engine["run"]?.bind(engine)
    const runInEngine = jest
      .spyOn(engine, "run")
      .mockImplementation(async (id, ...input) =>
        id === "stored-self-check-probe" ? undefined : runAny?.(id, ...input)
      )
    try {
      await sweep(store)
    } finally {
      runInEngine.mockRestore()
    }

    const { core } = await readHealth()
    expect(stateOf(core, "executions")).toBe("failed")
    await sweep(store)
    expect((await readHealth()).core.failures).toEqual([])
  })

  it("names a capture whose provider was called from elsewhere, which moves no money all the same", async () => {
    const elsewhere = new AsyncResource("elsewhere")
    const payments = methodsOf(Modules.PAYMENT)
    const capture = payments["capturePayment"]?.bind(payments)
    const detached = jest
      .spyOn(payments, "capturePayment")
      .mockImplementation((...input) =>
        elsewhere.runInAsyncScope(async () => capture?.(...input))
      )
    const order = await placeHeldOrder(store)
    try {
      await recordDashboardCapture(order)
    } finally {
      detached.mockRestore()
    }

    const { core } = await readHealth()
    expect(stateOf(core, "recorded_moves")).toBe("failed")
    expect(core.repairs).toBe("on")
    await recordDashboardCapture(await placeHeldOrder(store))
    expect(stateOf((await readHealth()).core, "recorded_moves")).toBe("ok")
  })

  it("leaves no execution of its own behind", async () => {
    await sweep(store)

    const pg = store.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const { rows } = await pg.raw<{ rows: unknown[] }>(
      "select id from workflow_execution where workflow_id like '%self-check%'"
    )
    expect(rows).toEqual([])
  })

  it("does not hinder a capture by the order's status", async () => {
    const order = await placeHeldOrder(store)

    await setStatus(store, order, "ready_for_capture")

    await orderReads(store, order.orderId, "paid")
  })

  it("does not hinder payments: what its statements cannot read is read through Medusa", async () => {
    const { broken } = statements()
    const needed = [
      "paymentRows.read",
      "completions.findPlacement",
      "awaitedPayment.find",
    ]
    needed.forEach((name) => broken.add(name))
    try {
      const order = await placeHeldOrder(store)
      await setStatus(store, order, "ready_for_capture")
      await orderReads(store, order.orderId, "paid")

      expect(await capturesOf(store, order)).toEqual([120])
      const path = `/store/stripe-checkout/payments/${order.session.id}`
      expect(
        await store.storefront.client.fetch(`${path}?cart_id=${order.cart.id}`)
      ).toEqual({ state: "confirmed", order_id: order.orderId })
      expect(await store.storefront.client.fetch(path)).toEqual({
        state: "confirmed",
      })
    } finally {
      needed.forEach((name) => broken.delete(name))
    }
  })

  /** Which of them do not fit Medusa's tables. */
  function statements(): { readonly broken: Set<string> } {
    const { coreTables } = store.container.resolve<{
      readonly coreTables: {
        readonly sql: { readonly broken: Set<string> }
      }
    }>("stripeCheckout")
    return coreTables.sql
  }

  async function recordDashboardCapture(order: HeldOrder): Promise<void> {
    await store.stripe.dashboard.capture(order.paymentIntentId)
    await orderReads(store, order.orderId, "paid")
    await synchronize(store, order.session.id)
    expect(await capturesOf(store, order)).toEqual([120])
  }

  const methodsOf = (module: string): Methods =>
    store.container.resolve<Methods>(module)

  const ageOurPayments = (interval: string): Promise<void> =>
    run(`update stripe_checkout_payment
            set created_at = created_at + interval '${interval}'`)
})

function problemsOf(accounts: readonly AccountHealth[]): string[] {
  return accounts.flatMap(({ problems }) => problems)
}
