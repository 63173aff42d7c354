/**
 * How an order was paid and what it costs, asked of Stripe while the merchant has its card open. Nothing of
 * it is stored, and the rest of the card never waits for it.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  orFailure,
  StripePaymentError,
} from "../../../../modules/stripe-checkout/domain/errors"
import {
  findRefundObstacle,
  limitsOf,
  refundableUntil,
} from "../../../../modules/stripe-checkout/domain/method-limits"
import type { PaymentRow } from "../../../../modules/stripe-checkout/repositories/payment-row"
import type { PaymentDetails } from "../../../../modules/stripe-checkout/stripe/charges"
import {
  type RequestLimits,
  startTimeBudget,
  TIME_BUDGETS,
} from "../../../../modules/stripe-checkout/stripe/time-budget"
import { findOrderPayments } from "../../../../workflows/medusa/order-payment-rows"
import { requireOrder } from "../../../../workflows/medusa/require-order"
import { resolveModule } from "../../../../workflows/support/module"
import type { PaymentMethodDescription } from "./payment-method-responses"
import { describeMoney } from "./shown-money-view"

/** Stripe is asked for each at the same time. An order with more shows its newest ones. */
const MOST_PAYMENTS = 10

/** @throws MedusaError `MedusaError.Types.NOT_FOUND` when there is no such order. */
export async function describePaymentMethods(
  container: MedusaContainer,
  orderId: string
): Promise<PaymentMethodDescription[]> {
  await requireOrder(container, orderId)
  const rows = await findOrderPayments(container, orderId)
  const limits = startTimeBudget(TIME_BUDGETS.adminRead)
  return Promise.all(
    rows
      .filter(({ payment_intent_id }) => payment_intent_id !== null)
      .slice(-MOST_PAYMENTS)
      .map((row) => describeMethod(container, row, limits))
  )
}

async function describeMethod(
  container: MedusaContainer,
  row: PaymentRow,
  nextLimits: () => RequestLimits
): Promise<PaymentMethodDescription> {
  const { payment_session_id } = row
  const account = resolveModule(container).accounts.find(row.stripe_account)
  if (!account || row.payment_intent_id === null) {
    return { payment_session_id, ...NOTHING, unavailable: "account_missing" }
  }
  const reading = await orFailure(
    account.gateway.charges.readDetails(row.payment_intent_id, nextLimits)
  )
  return reading instanceof StripePaymentError
    ? { payment_session_id, ...NOTHING, unavailable: readCause(reading) }
    : {
        payment_session_id,
        unavailable: null,
        ...describe(reading, account.gateway.clock.now()),
      }
}

const NOTHING = { method: null, risk: null, refund: null, money: null }

function describe(
  reading: PaymentDetails | null,
  now: number
): Pick<PaymentMethodDescription, "method" | "risk" | "refund" | "money"> {
  if (!reading) {
    return NOTHING
  }
  const { method, money, risk } = reading
  return {
    risk,
    refund: describeRefund(reading, now),
    money: money && describeMoney(money),
    method: method && {
      type: method.type,
      brand: method.brand,
      last4: method.last4,
      funding: method.funding,
      wallet: method.wallet,
      country: method.country,
      three_d_secure: method.threeDSecure,
      cvc_check: method.cvcCheck,
    },
  }
}

function describeRefund(
  { method, paidAt }: PaymentDetails,
  now: number
): PaymentMethodDescription["refund"] {
  if (method === null || paidAt === null || !limitsOf(method.type)) {
    return null
  }
  const paid = { type: method.type, paidAt }
  return {
    is_possible: findRefundObstacle(paid, now) === null,
    until: refundableUntil(paid)?.toISOString() ?? null,
  }
}

function readCause({
  failure,
}: StripePaymentError): NonNullable<PaymentMethodDescription["unavailable"]> {
  switch (failure.kind) {
    case "misconfigured":
      return "key_refused"
    case "not_permitted":
      return "permission_missing"
    case "unknown_object":
      return "unknown_at_stripe"
    default:
      return "stripe_unavailable"
  }
}
