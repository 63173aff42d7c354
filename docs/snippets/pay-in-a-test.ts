import type Medusa from "@medusajs/js-sdk"
import type { HttpTypes } from "@medusajs/types"

import { startPayment } from "./start-payment"
import { type PaymentStatus, waitForOrder } from "./wait-for-order"

/** Pays a cart at the emulator, as a shopper does in the browser, and waits for the order. */
export async function payInTest(
  sdk: Medusa,
  cart: HttpTypes.StoreCart,
  emulatorUrl: string
): Promise<PaymentStatus> {
  const { id, url } = await startPayment(sdk, cart)
  const opened = await fetch(url, { redirect: "manual" })
  const [checkoutSession] =
    /cs_test_\w+/.exec(opened.headers.get("location") ?? "") ?? []
  const paid = await fetch(`${emulatorUrl}/_emulator/pay`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      checkout_session: checkoutSession,
      card: "4242424242424242",
    }),
  })
  if (!paid.ok) {
    throw new Error(await paid.text())
  }
  // The shopper returns, so that the test needs no webhook.
  const { redirectUrl } = (await paid.json()) as { redirectUrl: string }
  await fetch(redirectUrl, { redirect: "manual" })
  return waitForOrder(sdk, { paymentSessionId: id, cartId: cart.id })
}
