import type Stripe from "stripe"
import { buildCustomer } from "../resources/build-customer"
import type {
  CheckoutSessionRecord,
  EventRecord,
  PendingCard,
} from "../state/account"
import type { Act } from "../state/act"
import { emitEvent } from "../webhooks/emit-event"
import { beginSuspicion } from "./aftermath"
import { chargeCard, tellOfCharge, tellOfPaidIntent } from "./charge-card"
import { paymentIntentOfSession } from "./payment-intent-of-session"
import type { TestCard } from "./test-cards"

export type Completed = { outcome: "complete"; completed: EventRecord }

/** The issuer said yes: the money is held, or taken where capture is automatic, and the Checkout Session is over. */
export function completePayment(
  act: Act,
  record: CheckoutSessionRecord,
  { card, paid }: { paid: PendingCard; card: TestCard }
): Completed {
  attachCustomer(act, record, paid)
  const paymentIntent = paymentIntentOfSession(act, record)
  paymentIntent.customer = record.session.customer
  const charge = chargeCard(act, paymentIntent, {
    paid,
    card,
    grantsMulticapture:
      record.wantsMulticapture && act.emulator.switches.multicapture,
  })
  completeSession(act, record, { paymentIntent, paid })

  tellOfCharge(act, charge)
  const completed = announce(act, record.session, paymentIntent)
  beginSuspicion(act, charge)
  return { outcome: "complete", completed }
}

/** A total of zero: nobody is asked for a card, nothing is charged, and there is no PaymentIntent. */
export function completeWithoutPayment(
  act: Act,
  record: CheckoutSessionRecord,
  shopper: PendingCard
): Completed {
  const { session } = record
  attachCustomer(act, record, shopper)
  session.status = "complete"
  session.url = null
  session.customer_details = customerDetails(shopper)
  const completed = emitEvent(act, {
    type: "checkout.session.completed",
    object: session,
  })
  return { outcome: "complete", completed }
}

function announce(
  act: Act,
  session: Stripe.Checkout.Session,
  paymentIntent: Stripe.PaymentIntent
): EventRecord {
  const tellOfIntent = () => tellOfPaidIntent(act, paymentIntent)
  const isReversed = act.emulator.switches.completed_before_amount_capturable
  if (!isReversed) {
    tellOfIntent()
  }
  const completed = emitEvent(act, {
    type: "checkout.session.completed",
    object: session,
  })
  if (isReversed) {
    tellOfIntent()
  }
  return completed
}

type Payment = { paymentIntent: Stripe.PaymentIntent; paid: PendingCard }

function completeSession(
  act: Act,
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
      : act.emulator.switches.payment_status_before_capture
  session.customer_details = customerDetails(paid)
}

function customerDetails(
  paid: PendingCard
): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: null,
    business_name: null,
    email: paid.email,
    individual_name: null,
    name: paid.name === "" ? null : paid.name,
    phone: paid.phone ?? null,
    tax_exempt: "none",
    tax_ids: [],
  }
}

function attachCustomer(
  act: Act,
  { session }: CheckoutSessionRecord,
  paid: PendingCard
): void {
  if (session.customer !== null || session.customer_creation !== "always") {
    return
  }
  const customer = buildCustomer(act, { email: paid.email, name: paid.name })
  act.account.customers.set(customer.id, customer)
  session.customer = customer.id
  emitEvent(act, { type: "customer.created", object: customer })
}
