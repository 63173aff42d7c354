import { because } from "../../src/modules/stripe-checkout/domain/reasons/reason"
import type { StripeCheckoutModuleService } from "../../src/modules/stripe-checkout/service"
import { sql } from "../support/order-records"
import { describeUnauditedStripeStore } from "../support/stripe-store"

describeUnauditedStripeStore("The parts of a bulk request", (store) => {
  const rows = () =>
    store.container.resolve<StripeCheckoutModuleService>("stripeCheckout")
      .bulkRequests

  it("are carried out in their order, each by one instance", async () => {
    await record("scbulk_order", ["a", "b", "c"])

    const [one, other] = [await rows().claim(2), await rows().claim(2)]

    expect(one.sort()).toEqual(["payses_a", "payses_b"])
    expect(other).toEqual(["payses_c"])
    expect(await rows().claim(2)).toEqual([])
    await settle("scbulk_order")
  })

  it("are never claimed twice, however many instances claim at the same moment", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `n${index}`)
    await record("scbulk_race", names)

    const claims = await Promise.all(
      Array.from({ length: 8 }, async () => rows().claim(4))
    )

    const claimed = claims.flat()
    expect(new Set(claimed).size).toBe(claimed.length)
    expect(claimed.length).toBeLessThanOrEqual(30)
    await settle("scbulk_race")
  })

  it("are free again two minutes after the instance that claimed them died", async () => {
    await record("scbulk_died", ["d"])
    await rows().claim(1)
    await pass("119 seconds")
    expect(await rows().claim(1)).toEqual([])

    await pass("2 seconds")

    expect(await rows().claim(1)).toEqual(["payses_d"])
    await settle("scbulk_died")
  })

  it("that failed are left to the retries of their payment", async () => {
    await record("scbulk_failed", ["f"])
    await sql(
      store,
      `update stripe_checkout_operation set attempts = 1 where bulk_id = 'scbulk_failed' returning id`
    )

    expect(await rows().claim(1)).toEqual([])
    await settle("scbulk_failed")
  })

  it("that have begun are not stopped, and no others are resumed", async () => {
    await record("scbulk_begun", ["x", "y"])
    await sql(
      store,
      `update stripe_checkout_operation set begun_at = now()
        where bulk_id = 'scbulk_begun' and payment_session_id = 'payses_x' returning id`
    )

    expect(await rows().stop("scbulk_begun", "user_1")).toBe(1)
    expect(await rows().find("scbulk_begun")).toMatchObject({
      total: 2,
      pending: 1,
      stopped: 1,
      rejected: 0,
      settled_at: null,
    })
    expect(await rows().resume("scbulk_begun", "user_1")).toBe(1)
    expect(await rows().find("scbulk_begun")).toMatchObject({
      pending: 2,
      stopped: 0,
    })
    await settle("scbulk_begun")
  })

  async function record(bulkId: string, names: readonly string[]) {
    await rows().record(
      names.map((name) => ({
        id: `scop_${bulkId}_${name}`,
        paymentSessionId: `payses_${name}`,
        orderId: `order_${name}`,
        kind: "capture",
        amount: null,
        requestedAmount: null,
        requestId: null,
        bulkId,
        currencyCode: "eur",
        trigger: `request:${bulkId}`,
        actor: null,
        reason: because("requested", { actor: null }),
      }))
    )
  }

  const pass = async (time: string) =>
    sql(
      store,
      `update stripe_checkout_operation
          set claimed_until = claimed_until - :time::interval
        where claimed_until is not null returning id`,
      { time }
    )

  const settle = async (bulkId: string) =>
    sql(
      store,
      `update stripe_checkout_operation set status = 'succeeded' where bulk_id = :bulkId returning id`,
      { bulkId }
    )
})
