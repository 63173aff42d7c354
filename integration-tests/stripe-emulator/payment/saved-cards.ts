import type Stripe from "stripe"
import type {
  CheckoutSessionRecord,
  PendingCard,
  StripeAccount,
} from "../state/account"
import type { Context } from "../state/context"
import { idOf } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"

/**
 * A card stays with the customer if they ticked the box on Checkout's page, or if the merchant asked for it with
 * `setup_future_usage`. Only the box lets Checkout show it again.
 *
 * @see https://docs.stripe.com/payments/checkout/save-during-payment
 */
export function keepCard(
  context: Context,
  { session }: CheckoutSessionRecord,
  { paymentIntent, paid }: Kept
): void {
  const customer = idOf(paymentIntent.customer)
  const method = context.account.paymentMethods.get(
    idOf(paymentIntent.payment_method)
  )
  const { isTicked = false } = paid
  const isAsked = asksToSave(session)
  if (method === undefined || customer === "") {
    return
  }
  if (isTicked && isAsked) {
    attach(context, method, { customer, redisplay: "always" })
  } else if (paymentIntent.setup_future_usage !== null) {
    attach(context, method, { customer, redisplay: "limited" })
  }
}

type Kept = { paymentIntent: Stripe.PaymentIntent; paid: PendingCard }

export function asksToSave({
  customer,
  saved_payment_method_options: options,
}: Stripe.Checkout.Session): boolean {
  return customer !== null && options?.payment_method_save === "enabled"
}

/** A card that was attached already stays as it is. */
function attach(
  context: Context,
  method: Stripe.PaymentMethod,
  to: {
    customer: string
    redisplay: NonNullable<Stripe.PaymentMethod["allow_redisplay"]>
  }
): void {
  if (method.customer !== null) {
    return
  }
  method.customer = to.customer
  method.allow_redisplay = to.redisplay
  emitEvent(context, { type: "payment_method.attached", object: method })
}

/** The customer's cards, newest first. */
export function cardsOf(
  { paymentMethods }: StripeAccount,
  customer: string
): Stripe.PaymentMethod[] {
  return [...paymentMethods.values()]
    .filter((method) => method.customer === customer)
    .reverse()
}

/** Those that Checkout shows again. Without a filter: what the customer has saved with the box. */
export function shownCards(
  account: StripeAccount,
  { session }: CheckoutSessionRecord
): Stripe.PaymentMethod[] {
  const { saved_payment_method_options: options } = session
  const filters: readonly string[] = options?.allow_redisplay_filters ?? [
    "always",
  ]
  const customer = idOf(session.customer)
  return customer === ""
    ? []
    : cardsOf(account, customer).filter(({ allow_redisplay: redisplay }) =>
        filters.includes(redisplay ?? "unspecified")
      )
}

/** The shopper chose a card that the page shows, instead of typing one in. */
export function chooseSavedCard(
  { account }: Context,
  record: CheckoutSessionRecord,
  { id, shopper }: { id: string; shopper: PendingCard }
): PendingCard {
  const number = account.numbers.get(id)
  const isShown = shownCards(account, record).some((card) => card.id === id)
  if (!isShown || number === undefined) {
    throw new Error("This Checkout Session shows no such saved card.")
  }
  return { ...shopper, number, savedAs: id }
}

/** Detached cards cannot be used or attached again. */
export function detachCard(
  context: Context,
  method: Stripe.PaymentMethod
): void {
  const before = method.customer
  method.customer = null
  emitEvent(context, {
    type: "payment_method.detached",
    object: method,
    previous: { customer: idOf(before) },
  })
}
