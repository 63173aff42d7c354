import Stripe from "stripe"
import { realKey } from "./behavior"
import type { EmulatorControls } from "../controls"
import type { StripeEmulator, StripeEmulatorOptions } from "../server"
import { startStripeEmulator } from "../server"

/** A merchant with a Stripe account: in the emulator, or a real one in test mode where that suffices. */
export type Shop = {
  stripe: Stripe
  /** For requests that no SDK would send. */
  url: string
  apiKey: string
  emulator: StripeEmulator
  controls: EmulatorControls
  /** Resets the emulator; Stripe itself cannot be reset. */
  reset(): Promise<void>
  close(): Promise<void>
}

export async function openShop(
  options: StripeEmulatorOptions = {}
): Promise<Shop> {
  if (realKey !== null) {
    return realShop(realKey)
  }
  const emulator = await startStripeEmulator(options)
  const { controls, port, url } = emulator
  const apiKey = options.apiKeys?.[0] ?? "sk_test_contract"
  return {
    stripe: stripeAt(port, apiKey),
    url,
    apiKey,
    emulator,
    controls,
    reset: async () => {
      await controls.reset()
    },
    close: () => emulator.close(),
  }
}

/** One shop for a group of behaviors, reset before each of them. Its properties exist once the tests run. */
export function shopForEach(options: StripeEmulatorOptions = {}): Shop {
  let opened: Shop | null = null
  const shop = () => {
    if (opened === null) {
      throw new Error("The shop opens when the tests run.")
    }
    return opened
  }
  beforeAll(async () => {
    opened = await openShop(options)
  })
  beforeEach(() => shop().reset())
  afterAll(() => shop().close())
  return new Proxy({} as Shop, {
    get: (_target, property): unknown => Reflect.get(shop(), property),
  })
}

/** Stripe, a proxy in front of it, or another imitation of it. */
const stripeBase = (
  process.env["STRIPE_API_BASE"] ?? "https://api.stripe.com"
).replace(/\/$/, "")

function addressOf(base: string) {
  const { hostname, port, protocol } = new URL(base)
  return {
    host: hostname,
    protocol: protocol === "http:" ? ("http" as const) : ("https" as const),
    ...(port === "" ? {} : { port: Number(port) }),
  }
}

function realShop(apiKey: string): Shop {
  return {
    stripe: new Stripe(apiKey, {
      ...addressOf(stripeBase),
      telemetry: false,
      maxNetworkRetries: 1,
    }),
    url: stripeBase,
    apiKey,
    get emulator(): StripeEmulator {
      throw new Error("Stripe itself is asked; there is no emulator.")
    },
    get controls(): EmulatorControls {
      throw new Error("Stripe itself is asked; nobody steers it.")
    },
    reset: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
}

/** A raw request, for what the SDK would never send. */
export async function rawRequest(
  { apiKey, url }: Shop,
  path: string,
  {
    body,
    headers = {},
    method = body === undefined ? "GET" : "POST",
  }: { body?: string; headers?: Record<string, string>; method?: string } = {}
): Promise<{ status: number; headers: Headers; body: RawAnswer }> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${apiKey}`,
      ...(body === undefined
        ? {}
        : { "Content-Type": "application/x-www-form-urlencoded" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body }),
  })
  return {
    status: answer.status,
    headers: answer.headers,
    body: (await answer.json()) as RawAnswer,
  }
}

export type RawAnswer = {
  id?: string
  object?: string
  error?: {
    type: string
    code?: string
    param?: string
    message: string
    doc_url?: string
    request_log_url?: string
  }
  [key: string]: unknown
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

/** A cart of two shirts for 30.00, with manual capture. */
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

/** Pays a new Checkout Session and returns its PaymentIntent, authorized unless the cart says otherwise. */
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

/** The error that Stripe returns; throws if the request succeeds or fails otherwise. */
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
