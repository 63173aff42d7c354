import { ulidTime } from "../../../src/modules/stripe-checkout/domain/ulid-time"
import type { StripeCheckoutModuleService } from "../../../src/modules/stripe-checkout/service"
import type { Samples } from "./samples"

type Rows = StripeCheckoutModuleService

/** What operators read and do: the inbox, runs and discrepancies. */
export const OPERATORS_STATEMENTS: Readonly<
  Record<string, (rows: Rows, samples: Samples) => Promise<void>>
> = {
  async paymentReferences({ paymentReferences }, { held }) {
    await paymentReferences.ofSessions([held.payment_session_id])
    await paymentReferences.ofOrders([held.order_id])
    await paymentReferences.named("payment_intent", held.payment_intent_id)
    await paymentReferences.named("checkout_session", held.checkout_session_id)
    await paymentReferences.named("payment_session", held.payment_session_id)
    await paymentReferences.named("cart", held.cart_id)
  },

  async unfinishedPayments({ unfinishedPayments }) {
    await unfinishedPayments.count()
  },

  async eventInbox({ eventInbox }, { held }) {
    const all = {
      status: null,
      type: null,
      account: null,
      eventId: null,
      paymentSessionIds: null,
      since: null,
      before: null,
      limit: 20,
    }
    const hourAgo = `scevt_${ulidTime(new Date(Date.now() - 60 * 60 * 1000))}`
    const { next } = await eventInbox.list(all)
    await eventInbox.list({ ...all, before: next })
    await eventInbox.list({ ...all, status: "ignored", before: next })
    await eventInbox.list({ ...all, status: "dead", account: "default" })
    await eventInbox.list({ ...all, status: "failed", since: hourAgo })
    await eventInbox.list({ ...all, type: "charge.refunded", account: "eu" })
    await eventInbox.list({ ...all, eventId: "evt_new" })
    await eventInbox.list({
      ...all,
      paymentSessionIds: [held.payment_session_id],
    })
    await eventInbox.find("evt_new")
    await eventInbox.known("default", ["evt_new"])
    await eventInbox.countUnsettled()
  },

  async deliveries({ deliveries }) {
    const since = `scevt_${ulidTime(new Date())}`
    await deliveries.newestAt("default")
    await deliveries.missedSince("default", { since, limit: 3 })
  },

  async eventReplays({ eventReplays }) {
    const ago = (minutes: number) =>
      `scevt_${ulidTime(new Date(Date.now() - minutes * 60 * 1000))}`
    await eventReplays.markThese(["evt_new", "scevt_new"], "user_1")
    await eventReplays.markUnsettled("dead", 100, "user_1")
    await eventReplays.markRange(
      { since: ago(60), before: ago(0), limit: 100 },
      "user_1"
    )
  },

  async discrepancyList({ discrepancyList }, { captured }) {
    const open = {
      status: "open",
      kind: null,
      account: null,
      paymentSessionIds: null,
      before: null,
      limit: 20,
    } as const
    await discrepancyList.list(open)
    await discrepancyList.list({ ...open, account: "default" })
    await discrepancyList.list({ ...open, status: "repaired" })
    await discrepancyList.list({
      ...open,
      status: "resolved",
      kind: "record_capture",
      before: "scdis_new",
    })
    await discrepancyList.list({
      ...open,
      paymentSessionIds: [captured.payment_session_id],
    })
    await discrepancyList.find("scdis_new")
    await discrepancyList.resolveByHand("scdis_new", { by: "user", note: "" })
  },

  async runList({ runList }) {
    const any = { account: null, result: null, before: null, limit: 20 }
    await runList.list(any)
    await runList.list({ ...any, account: "default", before: "scrun_new" })
    await runList.list({ ...any, result: "found" })
    await runList.running("default")
    await runList.request({
      id: "scrun_requested",
      account: "default",
      firstStage: "events",
      actor: "user_1",
    })
  },
}
