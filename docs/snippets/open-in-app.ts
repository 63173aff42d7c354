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
 * @param openBrowser A tab of the system's browser, never a web view: shoppers have
 * their wallets and saved cards there.
 * @param appLink Where the storefront's pages lead back into the app, `myshop://paid`.
 */
export async function payInApp(
  sdk: Medusa,
  cart: HttpTypes.StoreCart,
  { openBrowser, appLink }: { openBrowser: OpenBrowser; appLink: string }
): Promise<PaymentStatus> {
  const { id, url } = await startPayment(sdk, cart)
  // How the tab was closed proves nothing: shoppers close it after paying, too.
  await openBrowser(url, appLink)
  return waitForOrder(sdk, { paymentSessionId: id, cartId: cart.id })
}
