import type Stripe from "stripe"
import type { Source } from "./behavior"
import type { SectionName } from "./sections"
import type { Shop } from "./shop"
import { cart } from "./shop"

type SessionParams = Stripe.Checkout.SessionCreateParams
type PriceData = Stripe.Checkout.SessionCreateParams.LineItem.PriceData
type Form = Record<string, string>

/** All behaviors of the hosted page need a shopper. */
export function on(section: SectionName): Source {
  return { section, needs: "a shopper on the hosted page" }
}

export const FORM = {
  email: "shopper@example.com",
  number: "4242 4242 4242 4242",
  expiry: "12 / 34",
  cvc: "123",
  name: "Test Shopper",
}

/** The address without the fragment, which a browser does not send. */
export function pageOf({ url }: Stripe.Checkout.Session): string {
  return (url ?? "").replace(/#.*/, "")
}

/** A shopper whose browser has no JavaScript: it opens URLs and submits forms. */
export function shopperOf(shop: Shop) {
  const open = (changes: Partial<SessionParams> = {}) =>
    shop.stripe.checkout.sessions.create(cart(changes))
  const send = (session: Stripe.Checkout.Session, form: Form, step = "") =>
    fetch(`${pageOf(session)}${step}`, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams(form),
    })
  return {
    open,
    /** A cart of one line. */
    openLine: (
      price: Partial<PriceData>,
      {
        quantity = 1,
        ...changes
      }: Partial<SessionParams> & { quantity?: number } = {}
    ) =>
      open({
        ...changes,
        line_items: [
          {
            quantity,
            price_data: {
              currency: "eur",
              unit_amount: 1500,
              product_data: { name: "Shirt" },
              ...price,
            },
          },
        ],
      }),
    visit: async (url: string | null) => (await fetch(url ?? "")).text(),
    send,
    /** A complete form with a valid card, with the given changes. */
    submit: (session: Stripe.Checkout.Session, changes: Form = {}) =>
      send(session, { ...FORM, ...changes }),
    answerBank: (
      session: Stripe.Checkout.Session,
      outcome: "complete" | "fail" | "cancel"
    ) => send(session, { outcome }, "/authenticate"),
  }
}
