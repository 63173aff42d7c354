import { Modules } from "@medusajs/framework/utils"
import { ulidTime } from "../../../src/modules/stripe-checkout/domain/ulid-time"
import { placeHeldOrder } from "../../support/held-order"
import { only } from "../../support/only"
import { captureByCard } from "../../support/order-card"
import { sql, synchronize } from "../../support/order-records"
import { releaseWithoutOrder } from "../../support/payments-without-order"
import type { PublicEvents } from "../../support/public-events"
import { changeSettings, restoreSettings } from "../../support/settings"
import { paySoldOut, SOLD_OUT } from "../../support/sold-out"
import type { StripeStore } from "../../support/stripe-store"
import { sweep, tick, waitUntilIdle } from "../../support/sweep"
import { waitUntil } from "../../support/wait-until"

type NoticeData = { readonly title?: string; readonly description?: string }

export function notifiesInTheBell(
  store: StripeStore,
  events: PublicEvents
): void {
  it("a failed capture is reported with the order's number, the amount and the reason", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.setNextCaptureOutcome({
      code: "card_declined",
      declineCode: "insufficient_funds",
    })

    await captureByCard(store, order)

    const notice = await noticeAbout(order.orderId)
    const { order: placed } = await store.admin.admin.order.retrieve(
      order.orderId
    )
    expect(notice).toEqual({
      title: "Capture failed",
      description: expect.stringMatching(
        new RegExp(`^Order #${String(placed.display_id)}, 120.00 EUR: .*\\.$`)
      ) as string,
    })
    const event = await events.first(order.session.id, "capture_failed")
    expect(event).toMatchObject({
      order_id: order.orderId,
      order_display_id: placed.display_id,
      amount: 120,
      currency_code: "eur",
      reason_code: expect.any(String) as string,
    })
  })

  it("a paid cart that cannot become an order is reported once, however often it is tried", async () => {
    const purchase = await paySoldOut(store)
    await noticeAbout(purchase.session.id)
    await sql(
      store,
      `update stripe_checkout_payment set next_sync_at = now()
        where payment_session_id = :id returning id`,
      { id: purchase.session.id }
    )
    await tick(store)

    const notices = await noticesAbout(purchase.session.id)

    expect(only(notices)).toMatchObject({
      title: "Paid, but no order",
      description: expect.stringContaining(SOLD_OUT) as string,
    })
    await releaseWithoutOrder(store, purchase)
  })

  it("the same event, emitted twice after a crash, is one notice", async () => {
    const order = await placeHeldOrder(store)
    await store.stripe.setNextCaptureOutcome({ code: "card_declined" })
    await captureByCard(store, order)
    await noticeAbout(order.orderId)
    const event = await events.first(order.session.id, "capture_failed")

    const bus = store.container.resolve(Modules.EVENT_BUS)
    await bus.emit({ name: "stripe_checkout.capture_failed", data: event })
    // Once this one is there, what was emitted before it would be, too.
    await bus.emit({
      name: "stripe_checkout.authorization_lapsed",
      data: event,
    })
    await waitUntil("the notice of the later event", async () =>
      (await titlesAbout(order.orderId)).includes("A hold has lapsed")
    )

    expect((await titlesAbout(order.orderId)).sort()).toEqual([
      "A hold has lapsed",
      "Capture failed",
    ])
  })

  it("nothing is reported while the settings in the admin turn the bell off", async () => {
    await changeSettings(store, { admin_feed: false })
    const order = await placeHeldOrder(store)
    await store.stripe.setNextCaptureOutcome({ code: "card_declined" })
    await captureByCard(store, order)
    const event = await events.first(order.session.id, "capture_failed")
    await synchronize(store, order.session.id)

    await restoreSettings(store, 0)
    await store.container.resolve(Modules.EVENT_BUS).emit({
      name: "stripe_checkout.authorization_lapsed",
      data: event,
    })
    await noticeAbout(order.orderId)

    expect(await titlesAbout(order.orderId)).toEqual(["A hold has lapsed"])
  })

  it("it is reported once when Stripe sends no webhooks any more", async () => {
    await letWebhooksBeMissed()
    await sweep(store)
    await noticeAbout("default")
    await sweep(store)

    expect(only(await noticesAbout("default"))).toMatchObject({
      title: "Stripe sends no webhooks",
      description: expect.stringContaining("webhook endpoint") as string,
    })
  })

  /** Twenty minutes ago the last one came, and three events since were read by sweeps alone. */
  async function letWebhooksBeMissed(): Promise<void> {
    await waitUntilIdle(store)
    await sql(
      store,
      `update stripe_checkout_event set delivered_at = now() - interval '20 minutes'
        where delivered_at is not null returning id`
    )
    const at = new Date(Date.now() - 15 * 60 * 1000)
    for (const number of [1, 2, 3]) {
      await sql(
        store,
        `insert into stripe_checkout_event
           (id, stripe_account, event_id, type, occurred_at, status, created_at)
         values (:id, 'default', :event, 'payment_intent.succeeded', :at, 'ignored', :at)
         returning id`,
        {
          id: `scevt_${ulidTime(at)}MISSED${number}`,
          event: `evt_of_somebody_else_${number}`,
          at,
        }
      )
    }
    await sql(
      store,
      `update stripe_checkout_run set finished_at = now() - interval '10 minutes'
        where finished_at is not null returning id`
    )
  }

  async function noticeAbout(id: string): Promise<NoticeData> {
    return waitUntil("the notice", async () => (await noticesAbout(id))[0])
  }

  async function titlesAbout(id: string): Promise<(string | undefined)[]> {
    return (await noticesAbout(id)).map(({ title }) => title)
  }

  /** As the admin's bell lists them. */
  async function noticesAbout(id: string): Promise<NoticeData[]> {
    const { notifications } = await store.admin.admin.notification.list({
      channel: "feed",
      limit: 100,
    })
    return notifications
      .filter(({ resource_id }) => resource_id === id)
      .map(({ data }) => (data ?? {}) as NoticeData)
  }
}
