import type Medusa from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/types"

import { startPayment } from "./start-payment"
import { type PaymentStatus, waitForOrder } from "./wait-for-order"

/** The shape of expo-web-browser's `openAuthSessionAsync`. */
type OpenBrowser = (
  address: string,
  endsWhenItReaches: string
) => Promise<unknown>

/**
 * @param openBrowser Opens a tab of the system's browser, never a web view: that is
 * where shoppers have their wallets and saved cards.
 * @param appLink The link from the storefront's pages back into the app, `myshop://paid`.
 */
export async function payInApp(
  sdk: Medusa,
  cart: HttpTypes.StoreCart,
  { openBrowser, appLink }: { openBrowser: OpenBrowser; appLink: string }
): Promise<PaymentStatus> {
  const { id, url } = await startPayment(sdk, cart)
  // A closed tab proves nothing: shoppers also close it after paying.
  await openBrowser(url, appLink)
  return waitForOrder(sdk, { paymentSessionId: id, cartId: cart.id })
}
