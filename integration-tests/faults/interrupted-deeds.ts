/**
 * What people are doing when the shop dies under them: all is well up to the deed, and its answer never comes.
 */
import { openPage, type Purchase } from "../support/stripe-checkout"
import type { FaultWorld } from "./fault-world"
import {
  addAnotherShirt,
  cancelOrder,
  capturedSale,
  captureInAdmin,
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

type Interruption<Of extends Purchase> = {
  readonly arrange: (world: FaultWorld) => Promise<Of>
  readonly deed: (world: FaultWorld, sale: Of) => Promise<unknown>
  readonly again?: (world: FaultWorld, sale: Of) => Promise<unknown>
}

export const captureByHand: Interruption<PlacedSale> = {
  arrange: heldSale,
  deed: captureInAdmin,
}
export const captureByStatus: Interruption<PlacedSale> = {
  arrange: heldSale,
  deed: (world, sale) => setStatus(world, sale, "ready_for_capture"),
}
export const captureAtStripe: Interruption<PlacedSale> = {
  arrange: heldSale,
  deed: async ({ stripe }, { paymentIntentId }) =>
    stripe.dashboard.capture(paymentIntentId),
}
export const refund: Interruption<PlacedSale> = {
  arrange: capturedSale,
  deed: (world, sale) => refundInAdmin(world, sale, 20),
}
export const cancellation: Interruption<PlacedSale> = {
  arrange: heldSale,
  deed: cancelOrder,
}
export const release: Interruption<PlacedSale> = {
  arrange: heldSale,
  deed: releaseInAdmin,
}
export const opening: Interruption<Purchase> = {
  arrange: startSale,
  deed: async (_world, { browser, link }) => browser.get(link),
  again: async (_world, sale) => openPage(sale),
}
export const completion: Interruption<Sale> = {
  arrange: openSale,
  deed: payAndReturn,
}

export const completionByStorefront: Interruption<Sale> = {
  arrange: openSale,
  deed: async ({ stripe, storefront }, { cart, checkoutSessionId }) => {
    await stripe.pay(checkoutSessionId)
    await storefront.store.cart.complete(cart.id)
  },
}
export const returnAfterSessionWasDeleted: Interruption<Sale> = {
  arrange: openSale,
  async deed({ shop, stripe }, { browser, checkoutSessionId, session }) {
    const { redirectUrl } = await stripe.pay(checkoutSessionId)
    await shop.ask("deletePaymentSession", { paymentSessionId: session.id })
    await browser.get(redirectUrl ?? "")
  },
}
export const returnAfterCartHasChanged: Interruption<Sale> = {
  arrange: openSale,
  async deed(world, sale) {
    const { redirectUrl } = await world.stripe.pay(sale.checkoutSessionId)
    await addAnotherShirt(world, sale)
    await sale.browser.get(redirectUrl ?? "")
  },
}
export const webhook: Interruption<Sale> = {
  arrange: openSale,
  deed: async ({ stripe }, { checkoutSessionId }) =>
    stripe.pay(checkoutSessionId),
}
