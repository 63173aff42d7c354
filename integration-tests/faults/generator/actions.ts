/**
 * Everything that people may do with a checkout: the shopper, the merchant in Medusa, the merchant in Stripe's
 * Dashboard. Each action may fail, because the shop or Stripe may be failing; nobody has to retry.
 */
import type { AsyncCommand } from "fast-check"
import { payFor, openPage } from "../../support/stripe-checkout"
import {
  addAnotherShirt,
  cancelOrder,
  captureInAdmin,
  openSale,
  type PlacedSale,
  refundInAdmin,
  releaseInAdmin,
  type Sale,
  setStatus,
} from "../sale"
import { payBalance } from "./balance"
import { type Checkout, type CheckoutModel, findPlaced } from "./checkout"

type Attempt = (checkout: Checkout, model: CheckoutModel) => Promise<unknown>

/** A fast-check command; its failure is not a failure of the shop. */
export class Action implements AsyncCommand<CheckoutModel, Checkout> {
  readonly name: string
  private readonly progress: CheckoutModel["progress"]
  private readonly attempt: Attempt

  constructor(
    name: string,
    progress: CheckoutModel["progress"],
    attempt: Attempt
  ) {
    this.name = name
    this.progress = progress
    this.attempt = attempt
  }

  check(model: Readonly<CheckoutModel>): boolean {
    return model.progress === this.progress
  }

  async run(model: CheckoutModel, checkout: Checkout): Promise<void> {
    await checkout.waitForShop()
    try {
      await this.attempt(checkout, model)
      checkout.trace.push(this.name)
    } catch (error) {
      checkout.trace.push(`${this.name}: ${String(error)}`)
    }
  }

  toString(): string {
    return this.name
  }
}

const saleOf = ({ sale }: Checkout): Sale => {
  if (!sale) throw new Error("There is no sale yet")
  return sale
}

/** Moving money makes the outcome depend on timing, even if the response is lost. */
const byMerchant =
  (
    action: (checkout: Checkout, placed: PlacedSale) => Promise<unknown>
  ): Attempt =>
  async (checkout, model) => {
    const placed = await findPlaced(checkout)
    if (!placed) throw new Error("there is no order yet")
    model.isContested = true
    await action(checkout, placed)
  }

const open = new Action(
  "opens the Checkout Session",
  "nothing",
  async (checkout, model) => {
    checkout.sale = await openSale(checkout.world)
    model.progress = "checkout_open"
  }
)

const pay = new Action("pays", "checkout_open", async (checkout, model) => {
  const sale = saleOf(checkout)
  const paid = await checkout.world.stripe.pay(sale.checkoutSessionId)
  checkout.redirectUrl = paid.redirectUrl ?? null
  if (paid.redirectUrl) model.progress = "paid"
})

export const SHOPPER: readonly Action[] = [
  new Action("clicks twice", "checkout_open", async (checkout) => {
    const sale = saleOf(checkout)
    const ids = await Promise.all([openPage(sale), openPage(sale)])
    checkout.sale = { ...sale, checkoutSessionId: ids[1] }
  }),
  new Action("is declined", "checkout_open", async ({ sale, world }) =>
    world.stripe.pay(sale?.checkoutSessionId ?? "", {
      card: "4000000000000002",
    })
  ),
  new Action(
    "changes the cart and starts a new payment",
    "checkout_open",
    async (checkout) => {
      const sale = saleOf(checkout)
      const { world } = checkout
      const { cart } = await world.storefront.store.cart.update(sale.cart.id, {
        metadata: { note: "Ring twice" },
      })
      const purchase = await payFor(world, cart)
      const browser = { ...sale, ...purchase }
      checkout.sale = {
        ...browser,
        checkoutSessionId: await openPage(purchase),
      }
    }
  ),
  new Action(
    "changes the cart after paying",
    "paid",
    async (checkout, model) => {
      model.isContested = true
      await addAnotherShirt(checkout.world, saleOf(checkout))
    }
  ),
  new Action("returns", "paid", async ({ redirectUrl, sale }) =>
    sale?.browser.get(redirectUrl ?? "")
  ),
  new Action("returns twice", "paid", async ({ redirectUrl, sale }) =>
    Promise.all([
      sale?.browser.get(redirectUrl ?? ""),
      sale?.browser.get(redirectUrl ?? ""),
    ])
  ),
  new Action("completes in the storefront", "paid", async ({ sale, world }) =>
    world.storefront.store.cart.complete(sale?.cart.id ?? "")
  ),
]

const becomesDearer = new Action(
  "becomes dearer by an edit in the admin",
  "paid",
  byMerchant(async ({ world: { admin, seed } }, { orderId }) => {
    await admin.admin.orderEdit.initiateRequest({ order_id: orderId })
    await admin.admin.orderEdit.addItems(orderId, {
      items: [{ variant_id: seed.variantId, quantity: 1 }],
    })
    await admin.admin.orderEdit.confirm(orderId)
  })
)

const paysTheBalance = new Action(
  "has its balance paid by the shopper",
  "paid",
  byMerchant(({ world }, placed) => payBalance(world, placed))
)

export const MERCHANT: readonly Action[] = [
  new Action("is marked ready", "paid", async (checkout, model) => {
    const placed = await findPlaced(checkout)
    if (!placed) throw new Error("there is no order yet")
    // Before the order reads approved, the transition does not match the rule and is rejected.
    const wasContested = model.isContested
    model.isContested = true
    const { order } = await checkout.world.admin.admin.order.retrieve(
      placed.orderId,
      { fields: "metadata" }
    )
    await setStatus(checkout.world, placed, "ready_for_capture")
    if (order.metadata?.["order_status"] !== "approved" || wasContested) return
    model.isContested = false
    model.isReadyForCapture = true
  }),
  new Action(
    "is captured in the admin",
    "paid",
    byMerchant(({ world }, placed) => captureInAdmin(world, placed))
  ),
  new Action(
    "is captured in part in the admin",
    "paid",
    byMerchant(({ world }, placed) => captureInAdmin(world, placed, 30))
  ),
  new Action(
    "is refunded in part in the admin",
    "paid",
    byMerchant(({ world }, placed) => refundInAdmin(world, placed, 10))
  ),
  new Action(
    "is refunded in the admin",
    "paid",
    byMerchant(({ world }, placed) => refundInAdmin(world, placed, 120))
  ),
  new Action(
    "is released in the admin",
    "paid",
    byMerchant(({ world }, placed) => releaseInAdmin(world, placed))
  ),
  new Action(
    "is canceled in the admin",
    "paid",
    byMerchant(({ world }, placed) => cancelOrder(world, placed))
  ),
  becomesDearer,
  new Action(
    "becomes cheaper by an edit in the admin",
    "paid",
    byMerchant(async ({ world: { admin } }, { orderId }) => {
      const { order } = await admin.admin.order.retrieve(orderId)
      const [first] = order.items
      if (!first) throw new Error("there is no item")
      await admin.admin.orderEdit.initiateRequest({ order_id: orderId })
      await admin.admin.orderEdit.updateOriginalItem(orderId, first.id, {
        quantity: order.items.length > 1 ? 0 : 1,
      })
      await admin.admin.orderEdit.confirm(orderId)
    })
  ),
  paysTheBalance,
]

/** Orders that end up with several payments, as half of all should. */
export const SECOND_PAYMENT: readonly Action[] = [becomesDearer, paysTheBalance]

export const DASHBOARD: readonly Action[] = [
  new Action(
    "is captured in the Dashboard",
    "paid",
    byMerchant(({ world }, placed) =>
      world.stripe.dashboard.capture(placed.paymentIntentId)
    )
  ),
  new Action(
    "is captured in part in the Dashboard",
    "paid",
    byMerchant(({ world }, placed) =>
      world.stripe.dashboard.capture(placed.paymentIntentId, 5000)
    )
  ),
  new Action(
    "is canceled in the Dashboard",
    "paid",
    byMerchant(({ world }, placed) =>
      world.stripe.dashboard.cancel(placed.paymentIntentId)
    )
  ),
  new Action(
    "is refunded in the Dashboard",
    "paid",
    byMerchant(({ world }, placed) =>
      world.stripe.dashboard.refund(placed.paymentIntentId, 2000)
    )
  ),
  new Action("has an event sent again", "paid", async ({ world }) => {
    const events = await world.stripe.events()
    const event = events[Math.floor(events.length / 2)]
    if (event) await world.stripe.webhooks.deliver(event.id)
  }),
]

export const ALWAYS = { open, pay }
