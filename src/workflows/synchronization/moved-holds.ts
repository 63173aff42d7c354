/**
 * Whether the order's other holds still are at Stripe what their rows say. Somebody may
 * have captured or released one in Stripe's Dashboard a moment ago, and what this payment
 * may still capture depends on it.
 */
import {
  isContested,
  type OtherPayment,
  owedBeside,
} from "../../modules/stripe-checkout/domain/decision/order-money"
import { reachOfIntent } from "../../modules/stripe-checkout/domain/decision/hold-grants"
import type { PaymentRequest } from "../../modules/stripe-checkout/domain/decision/decide"
import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type { StripePayment } from "../../modules/stripe-checkout/domain/decision/payment-state"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import type { MedusaState } from "../medusa/payment"
import { resolveModule } from "../support/module"
import type { LeasedPayment } from "./actions/context"

/**
 * Asks Stripe only before a capture, and only about holds. Where the order owes as much as
 * all of them hold, none takes anything from another, and none needs to be asked.
 */
export async function checkOtherHolds(
  leased: LeasedPayment,
  { medusa, otherRows }: Pick<MedusaState, "medusa" | "otherRows">,
  facts: {
    readonly request: PaymentRequest | null
    readonly stripe: StripePayment
  }
): Promise<readonly OtherPayment[]> {
  const { others } = medusa
  const held = reachOfIntent(facts.stripe.paymentIntent)
  const owed = owedBeside(medusa.order?.outstanding ?? 0, others)
  const mayCapture = facts.request?.kind === "capture" && held > 0
  if (!mayCapture || !isContested({ held, owed }, others)) {
    return others
  }
  return Promise.all(
    others.map(async (other) => ({
      ...other,
      hasMoved:
        other.hasMoved ||
        (isHold(other) &&
          (await hasMoved(
            leased,
            otherRows.find(
              ({ payment_session_id }) =>
                payment_session_id === other.paymentSessionId
            )
          ))),
    }))
  )
}

function isHold({ held }: OtherPayment): boolean {
  return held > 0
}

async function hasMoved(
  { container }: LeasedPayment,
  row: PaymentRow | undefined
): Promise<boolean> {
  if (!row?.payment_intent_id) {
    return false
  }
  const { gateway } = resolveModule(container).accounts.get(row.stripe_account)
  const { amountReceived, status } = await gateway.retrievePaymentIntent(
    row.payment_intent_id,
    startTimeBudget(TIME_BUDGETS.background)()
  )
  const known = toMinorUnits(row.amount_captured, row.currency_code)
  return status !== "requires_capture" || amountReceived !== known
}
