import type { HttpTypes } from "@medusajs/framework/types"
import {
  MEDUSAS_API_VERSION,
  MEDUSAS_STRIPE,
  MEDUSAS_WEBHOOK_PATH,
} from "../../beside-others/names"
import type { LoggedRequest } from "../../stripe-emulator/controls"
import type { Browser } from "../../support/browser"
import { locationOf } from "../../support/browser"
import { type Cart, completeCart } from "../../support/shopper"
import type { MeasuredShop } from "../measured-shop"

export type Attempt = {
  readonly cart: Cart
  readonly session: HttpTypes.StorePaymentSession
  readonly browser: Browser
}

/** A payment provider, with the steps that the shopper and the storefront take. */
export type Contestant = {
  readonly name: string
  readonly providerId: string
  readonly webhookPath: string
  /** Everything up to the card form. @returns the ID of the Checkout Session or PaymentIntent to pay */
  open(attempt: Attempt): Promise<string>
  /** @returns the address that Stripe redirects the shopper to; null if the shopper never left the store. */
  pay(shop: MeasuredShop, id: string): Promise<string | null>
  /** What the shopper's browser does next so that the order is placed. */
  finish(
    shop: MeasuredShop,
    attempt: Attempt,
    returnAddress: string | null
  ): Promise<void>
  hasSent(request: LoggedRequest): boolean
}

export const ours: Contestant = {
  name: "this plugin",
  providerId: "pp_stripe-checkout_default",
  webhookPath: "/hooks/stripe-checkout",
  async open({ browser, session }) {
    const address = locationOf(await browser.get(String(session.data["url"])))
    const id = /\/c\/pay\/(cs_test_\w+)/.exec(address)?.[1]
    if (!id) throw new Error(`Not a hosted payment page: ${address}`)
    return id
  },
  async pay({ stripe }, id) {
    return (await stripe.pay(id)).redirectUrl ?? null
  },
  async finish(_shop, { browser }, returnAddress) {
    locationOf(await browser.get(returnAddress ?? ""))
  },
  hasSent: ({ api_version }) => api_version !== MEDUSAS_API_VERSION,
}

export const theirs: Contestant = {
  name: "Medusa's own",
  providerId: MEDUSAS_STRIPE,
  webhookPath: MEDUSAS_WEBHOOK_PATH,
  open: ({ session }) => Promise.resolve(String(session.data["id"])),
  async pay({ stripe }, id) {
    await stripe.confirmPaymentIntent(id)
    return null
  },
  async finish(shop, { cart }) {
    await completeCart(shop, cart)
  },
  hasSent: ({ api_version }) => api_version === MEDUSAS_API_VERSION,
}
