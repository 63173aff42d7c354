/** What people are doing when the shop gets killed: nothing fails before the action, and its response never arrives. */
import { charge } from "../support/off-session-charges"
import { openPage, type Purchase } from "../support/stripe-checkout"
import type { FaultWorld } from "./fault-world"
import {
  addAnotherShirt,
  cancelOrder,
  capturedSale,
  captureInAdmin,
  dearerSale,
  heldSale,
  openSale,
  payAndReturn,
  type PlacedSale,
  refundInAdmin,
  releaseInAdmin,
  type Sale,
  setStatus,
  startSale,
} from "./sale"

type InterruptedAction<Of extends Purchase> = {
  readonly arrange: (world: FaultWorld) => Promise<Of>
  readonly action: (world: FaultWorld, sale: Of) => Promise<unknown>
  readonly again?: (world: FaultWorld, sale: Of) => Promise<unknown>
}

export const captureByHand: InterruptedAction<PlacedSale> = {
  arrange: heldSale,
  action: captureInAdmin,
}
export const captureByStatus: InterruptedAction<PlacedSale> = {
  arrange: heldSale,
  action: (world, sale) => setStatus(world, sale, "ready_for_capture"),
}
export const captureAtStripe: InterruptedAction<PlacedSale> = {
  arrange: heldSale,
  action: async ({ stripe }, { paymentIntentId }) =>
    stripe.dashboard.capture(paymentIntentId),
}
export const refund: InterruptedAction<PlacedSale> = {
  arrange: capturedSale,
  action: (world, sale) => refundInAdmin(world, sale, 20),
}
export const cancellation: InterruptedAction<PlacedSale> = {
  arrange: heldSale,
  action: cancelOrder,
}
export const release: InterruptedAction<PlacedSale> = {
  arrange: heldSale,
  action: releaseInAdmin,
}
export const savedCardCharge: InterruptedAction<PlacedSale> = {
  arrange: dearerSale,
  action: charge,
}
export const repeatedSavedCardCharge: InterruptedAction<PlacedSale> = {
  ...savedCardCharge,
  again: charge,
}
export const opening: InterruptedAction<Purchase> = {
  arrange: startSale,
  action: async (_world, { browser, link }) => browser.get(link),
  again: async (_world, sale) => openPage(sale),
}
export const completion: InterruptedAction<Sale> = {
  arrange: openSale,
  action: payAndReturn,
}

export const completionByStorefront: InterruptedAction<Sale> = {
  arrange: openSale,
  action: async ({ stripe, storefront }, { cart, checkoutSessionId }) => {
    await stripe.pay(checkoutSessionId)
    await storefront.store.cart.complete(cart.id)
  },
}
export const returnAfterSessionWasDeleted: InterruptedAction<Sale> = {
  arrange: openSale,
  async action({ shop, stripe }, { browser, checkoutSessionId, session }) {
    const { redirectUrl } = await stripe.pay(checkoutSessionId)
    await shop.ask("deletePaymentSession", { paymentSessionId: session.id })
    await browser.get(redirectUrl ?? "")
  },
}
export const returnAfterCartHasChanged: InterruptedAction<Sale> = {
  arrange: openSale,
  async action(world, sale) {
    const { redirectUrl } = await world.stripe.pay(sale.checkoutSessionId)
    await addAnotherShirt(world, sale)
    await sale.browser.get(redirectUrl ?? "")
  },
}
export const webhook: InterruptedAction<Sale> = {
  arrange: openSale,
  action: async ({ stripe }, { checkoutSessionId }) =>
    stripe.pay(checkoutSessionId),
}
