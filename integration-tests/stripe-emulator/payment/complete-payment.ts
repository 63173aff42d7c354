import type Stripe from "stripe"
import { buildCustomer } from "../resources/build-customer"
import type {
  CheckoutSessionRecord,
  EventRecord,
  PendingCard,
} from "../state/account"
import type { Context } from "../state/context"
import { emitEvent } from "../webhooks/emit-event"
import { noAddress } from "./build-payment-method"
import { grantedFeatures } from "./card-features"
import { flagCharge } from "./follow-ups"
import { keepCard } from "./saved-cards"
import { chargeCard, tellOfCharge, tellOfPaidIntent } from "./charge-card"
import { paymentIntentOfSession } from "./payment-intent-of-session"
import type { TestCard } from "./test-cards"

export type Completed = { outcome: "complete"; completed: EventRecord }

/** The issuer approved: the money is held, or charged where capture is automatic. Completes the Checkout Session. */
export function completePayment(
  context: Context,
  record: CheckoutSessionRecord,
  { card, paid }: { paid: PendingCard; card: TestCard }
): Completed {
  attachCustomer(context, record, paid)
  const paymentIntent = paymentIntentOfSession(context, record)
  paymentIntent.customer = record.session.customer
  const charge = chargeCard(context, paymentIntent, {
    paid,
    card,
    granted: grantedFeatures(record.requestedFeatures, {
      switches: context.emulator.switches,
      grants: paid.grants,
    }),
  })
  keepCard(context, record, { paymentIntent, paid })
  completeSession(context, record, { paymentIntent, paid })

  tellOfCharge(context, charge)
  const completed = announce(context, record.session, paymentIntent)
  flagCharge(context, charge)
  return { outcome: "complete", completed }
}

/** A total of zero: no card, no Charge and no PaymentIntent. */
export function completeWithoutPayment(
  context: Context,
  record: CheckoutSessionRecord,
  shopper: PendingCard
): Completed {
  const { session } = record
  // Stripe's documentation: a free order has a customer even if nobody asked for one.
  if (session.customer === null) {
    createCustomer(context, session, shopper)
  }
  session.status = "complete"
  session.url = null
  session.customer_details = customerDetails(shopper)
  const completed = emitEvent(context, {
    type: "checkout.session.completed",
    object: session,
  })
  return { outcome: "complete", completed }
}

function announce(
  context: Context,
  session: Stripe.Checkout.Session,
  paymentIntent: Stripe.PaymentIntent
): EventRecord {
  const tellOfIntent = () => tellOfPaidIntent(context, paymentIntent)
  const isReversed =
    context.emulator.switches.completed_before_amount_capturable
  if (!isReversed) {
    tellOfIntent()
  }
  const completed = emitEvent(context, {
    type: "checkout.session.completed",
    object: session,
  })
  if (isReversed) {
    tellOfIntent()
  }
  return completed
}

type Payment = { paymentIntent: Stripe.PaymentIntent; paid: PendingCard }

export function completeSession(
  context: Context,
  record: CheckoutSessionRecord,
  { paid, paymentIntent }: Payment
): void {
  const { session } = record
  record.pendingCard = null
  session.status = "complete"
  session.url = null
  session.payment_intent = paymentIntent.id
  session.payment_status =
    paymentIntent.status === "succeeded"
      ? "paid"
      : paymentIntent.status === "processing"
        ? "unpaid"
        : context.emulator.switches.payment_status_before_capture
  session.customer_details = customerDetails(paid)
}

function customerDetails(
  paid: PendingCard
): Stripe.Checkout.Session.CustomerDetails {
  return {
    // Public logs: all keys, null where unknown.
    address: { ...noAddress },
    business_name: null,
    email: paid.email,
    individual_name: null,
    name: paid.name === "" ? null : paid.name,
    phone: paid.phone ?? null,
    tax_exempt: "none",
    tax_ids: [],
  }
}

export function attachCustomer(
  context: Context,
  { session }: CheckoutSessionRecord,
  paid: PendingCard
): void {
  if (session.customer !== null || session.customer_creation !== "always") {
    return
  }
  createCustomer(context, session, paid)
}

function createCustomer(
  context: Context,
  session: Stripe.Checkout.Session,
  paid: PendingCard
): void {
  const customer = buildCustomer(context, {
    email: paid.email,
    name: paid.name,
  })
  context.account.customers.set(customer.id, customer)
  session.customer = customer.id
  emitEvent(context, { type: "customer.created", object: customer })
}
