/**
 * Tells subscribers that an order's balance was paid, with all that a receipt needs.
 */
import {
  orFailure,
  StripePaymentError,
} from "../../modules/stripe-checkout/domain/errors"
import type { PaymentMethod } from "../../modules/stripe-checkout/domain/payment-method"
import type { PaymentStatus } from "../../modules/stripe-checkout/domain/order-status/money-status"
import type { Reason } from "../../modules/stripe-checkout/domain/reasons/reason"
import { toMajorUnits } from "../../modules/stripe-checkout/domain/money"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import {
  emitRowEvent,
  type StripeCheckoutEventPayload,
} from "../support/events"
import { resolveModule } from "../support/module"
import { hasSubscriber } from "../support/subscribers"
import type { SyncContext } from "./actions/context"
import { readRecipient } from "./announce-payment-link"

/** What `stripe_checkout.payment_link_paid` carries beside what every event carries. */
export interface PaymentLinkPaidPayload extends StripeCheckoutEventPayload {
  /** `held` is captured later, or released; `captured` is the store's. */
  readonly money: "held" | "captured"
  /** The order's address; null where it has none. */
  readonly email: string | null
  readonly customer_id: string | null
  /** As the billing address names the customer, else the shipping address; null without one. */
  readonly customer_name: string | null
  /** The order's language, such as `de-DE`; null where the store keeps none. */
  readonly locale: string | null
  /** Stripe's name of the payment method, such as `card`; null where it could not be read. */
  readonly method: string | null
  /** Such as `visa`; null for anything but cards. */
  readonly card_brand: string | null
  /** The last four digits of the card or account; null where Stripe shows none. */
  readonly last_four: string | null
}

const EVENT = "payment_link_paid"

/**
 * Once: when the money of an order's balance is held or captured for the first time. Emitted
 * twice after a crash rather than never.
 */
export async function announcePaidLink(
  context: SyncContext,
  status: PaymentStatus,
  reason: Reason
): Promise<void> {
  const { container, medusa, row } = context
  const money = MONEY[status]
  const isFirst = row.reported_status === null && row.cart_id === null
  if (!money || !isFirst || !medusa.order) {
    return
  }
  const reported = {
    ...row,
    order_id: medusa.order.id,
    payment_id: medusa.payment?.id ?? null,
  }
  await emitRowEvent(container, reported, {
    event: EVENT,
    amount: Number(toMajorUnits(amountOf(context, money), row.currency_code)),
    reason,
    details: {
      ...(await readRecipient(container, medusa.order.id)),
      ...(await describeMethod(context)),
      money,
    },
  })
}

type PaidMoney = PaymentLinkPaidPayload["money"]

const MONEY: Partial<Record<PaymentStatus, PaidMoney>> = {
  authorized: "held",
  captured: "captured",
}

function amountOf(
  { medusa, stripe: { paymentIntent } }: SyncContext,
  money: PaidMoney
): number {
  const paid =
    money === "held" ? paymentIntent?.amount : paymentIntent?.amountReceived
  return paid ?? medusa.amount
}

async function describeMethod(
  context: SyncContext
): Promise<
  Pick<PaymentLinkPaidPayload, "method" | "card_brand" | "last_four">
> {
  const method = hasSubscriber(context.container, `stripe_checkout.${EVENT}`)
    ? await readMethod(context)
    : null
  const { type = null, brand = null, last4 = null } = method ?? {}
  return { method: type, card_brand: brand, last_four: last4 }
}

/** Kept nowhere. A receipt without it is better than none. */
async function readMethod({
  container,
  row,
  stripe,
}: SyncContext): Promise<PaymentMethod | null> {
  const { paymentIntent } = stripe
  if (!paymentIntent) {
    return null
  }
  const { gateway } = resolveModule(container).accounts.get(row.stripe_account)
  const reading = await orFailure(
    gateway.charges.readDetails(
      paymentIntent.id,
      startTimeBudget(TIME_BUDGETS.adminRead)
    )
  )
  return reading instanceof StripePaymentError
    ? null
    : (reading?.method ?? null)
}
