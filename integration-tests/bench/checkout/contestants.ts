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
import type { MeasuredShop } from "./measured-shop"

export type Attempt = {
  readonly cart: Cart
  readonly session: HttpTypes.StorePaymentSession
  readonly browser: Browser
}

/** A way to pay, with what the shopper and the storefront do on it. */
export type Contestant = {
  readonly name: string
  readonly providerId: string
  readonly webhookPath: string
  /** Up to where a card can be typed. @returns what Stripe calls the thing that is to be paid */
  open(attempt: Attempt): Promise<string>
  /** @returns where Stripe sends the shopper back to; nowhere where they never left. */
  pay(shop: MeasuredShop, id: string): Promise<string | null>
  /** What the shopper's browser does next, so that there is an order. */
  finish(
    shop: MeasuredShop,
    attempt: Attempt,
    returnAddress: string | null
  ): Promise<void>
  hasAsked(request: LoggedRequest): boolean
}

export const ours: Contestant = {
  name: "this plugin",
  providerId: "pp_stripe-checkout_default",
  webhookPath: "/hooks/stripe-checkout",
  async open({ browser, session }) {
    const address = locationOf(await browser.get(String(session.data["url"])))
    const id = /\/c\/pay\/(cs_test_\w+)/.exec(address)?.[1]
    if (!id) throw new Error(`This is no payment page: ${address}`)
    return id
  },
  async pay({ stripe }, id) {
    return (await stripe.pay(id)).redirectUrl ?? null
  },
  async finish(_shop, { browser }, returnAddress) {
    locationOf(await browser.get(returnAddress ?? ""))
  },
  hasAsked: ({ api_version }) => api_version !== MEDUSAS_API_VERSION,
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
  hasAsked: ({ api_version }) => api_version === MEDUSAS_API_VERSION,
}
