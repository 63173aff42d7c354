import Stripe from "stripe"
import type { EmulatorControls } from "../controls"
import type { StripeEmulator, StripeEmulatorOptions } from "../server"
import { startStripeEmulator } from "../server"

/** A merchant with a Stripe account: the emulator's, or a real one in test mode where that is enough. */
export type Shop = {
  stripe: Stripe
  emulator: StripeEmulator
  controls: EmulatorControls
  close(): Promise<void>
}

export async function openShop(
  options: StripeEmulatorOptions = {}
): Promise<Shop> {
  const emulator = await startStripeEmulator(options)
  return {
    stripe: stripeAt(emulator.port, options.apiKeys?.[0]),
    emulator,
    controls: emulator.controls,
    close: () => emulator.close(),
  }
}

export function stripeAt(port: number, apiKey = "sk_test_contract"): Stripe {
  return new Stripe(apiKey, {
    host: "127.0.0.1",
    port,
    protocol: "http",
    telemetry: false,
    maxNetworkRetries: 0,
  })
}

const successUrl =
  "https://shop.example/return?session_id={CHECKOUT_SESSION_ID}"

/** A cart of two shirts for 30.00 that holds the money until it is captured. */
export function cart(
  changes: Partial<Stripe.Checkout.SessionCreateParams> = {}
): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    success_url: successUrl,
    cancel_url: "https://shop.example/cart",
    line_items: [line({ name: "Shirt", amount: 1500, quantity: 2 })],
    payment_intent_data: { capture_method: "manual" },
    ...changes,
  }
}

export function line({
  amount,
  currency = "eur",
  name = "Shirt",
  quantity = 1,
}: {
  amount: number
  currency?: string
  name?: string
  quantity?: number
}): Stripe.Checkout.SessionCreateParams.LineItem {
  return {
    quantity,
    price_data: {
      currency,
      unit_amount: amount,
      product_data: { name },
    },
  }
}

/** Pays a new Checkout Session and answers with its PaymentIntent, held unless the cart says otherwise. */
export async function payCart(
  { controls, stripe }: Shop,
  changes: Partial<Stripe.Checkout.SessionCreateParams> = {},
  card = "4242424242424242"
): Promise<Stripe.PaymentIntent> {
  const session = await stripe.checkout.sessions.create(cart(changes))
  await controls.pay(session.id, { card })
  return intentOf(stripe, session.id)
}

export async function intentOf(
  stripe: Stripe,
  checkoutSessionId: string
): Promise<Stripe.PaymentIntent> {
  const session = await stripe.checkout.sessions.retrieve(checkoutSessionId, {
    expand: ["payment_intent"],
  })
  if (typeof session.payment_intent !== "object" || !session.payment_intent) {
    throw new Error("This Checkout Session has no PaymentIntent.")
  }
  return session.payment_intent
}

export async function chargeOf(
  stripe: Stripe,
  paymentIntentId: string
): Promise<Stripe.Charge> {
  const intent = await stripe.paymentIntents.retrieve(paymentIntentId, {
    expand: ["latest_charge.refunds"],
  })
  if (typeof intent.latest_charge !== "object" || !intent.latest_charge) {
    throw new Error("This PaymentIntent has no Charge.")
  }
  return intent.latest_charge
}

/** The error that Stripe answers with; fails when it answers with anything else. */
export async function refusal(
  request: Promise<unknown>
): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  const outcome = await request.then(
    () => new Error("Stripe accepted the request."),
    (error: unknown) => error
  )
  if (outcome instanceof Stripe.errors.StripeError) {
    return outcome
  }
  throw outcome
}
