/**
 * Refunds that the shop's options ask for: of a canceled order, and of a payment that may be
 * fraud. Recorded in Medusa by the next sync pass, like a refund made in Stripe's Dashboard.
 */
import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN, MedusaError } from "@medusajs/framework/utils"

import type { Unrepaired } from "../../../modules/stripe-checkout/domain/decision/decision"
import { toMinorUnits } from "../../../modules/stripe-checkout/domain/money"
import { PLUGIN_ACTOR } from "../../../modules/stripe-checkout/domain/plugin-actor"
import { because } from "../../../modules/stripe-checkout/domain/reasons/reason"
import type { OtherRefundRows } from "../../../modules/stripe-checkout/stripe/refunds"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../../modules/stripe-checkout/stripe/time-budget"
import { paymentModule, sumAmounts } from "../../medusa/query"
import { resolveModule } from "../../support/module"
import { recordDiscrepancies } from "../record-discrepancy"
import type { Action, SyncContext } from "./context"

export const refundCanceledOrder: Action<"refund_canceled_order"> = (
  context,
  decision
) => refundAtStripe(context, decision, "refund_failed_for_canceled_order")

export const refundForFraudWarning: Action<"refund_for_fraud_warning"> = (
  context,
  decision
) => refundAtStripe(context, decision, "fraud_warning_refund_failed")

async function refundAtStripe(
  context: SyncContext,
  {
    amount,
    unrepaired = [],
  }: { readonly amount: number; readonly unrepaired?: readonly Unrepaired[] },
  failure: "refund_failed_for_canceled_order" | "fraud_warning_refund_failed"
): Promise<void> {
  const { container, medusa, row, stripe } = context
  const { paymentIntent } = stripe
  if (!paymentIntent) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      "There is no PaymentIntent that could be refunded."
    )
  }
  const { gateway } = resolveModule(container).accounts.get(row.stripe_account)
  try {
    await gateway.refunds.refund(
      {
        paymentIntentId: paymentIntent.id,
        amount,
        refundedBefore: paymentIntent.amountRefunded,
        readOtherRows: () => readRefundRows(context),
      },
      startTimeBudget(TIME_BUDGETS.background)
    )
  } catch (error) {
    // It is tried again; but the merchant need not wait to learn of it.
    await recordDiscrepancies(context, {
      kind: "in_sync",
      requiresManualReview: true,
      unrepaired,
      reason: because(failure, {
        amount,
        currency_code: medusa.currencyCode,
      }),
    })
    throw error
  }
}

async function readRefundRows({
  container,
  medusa: { payment, currencyCode },
}: SyncContext): Promise<OtherRefundRows> {
  if (!payment) {
    return { total: 0, madeInMedusa: [] }
  }
  const { refunds = [] } = await paymentModule(container).retrievePayment(
    payment.id,
    { relations: ["refunds"] }
  )
  const minor = (amount: BigNumberInput): number =>
    toMinorUnits(MathBN.convert(amount).toString(), currencyCode)
  return {
    total: minor(sumAmounts(refunds)),
    madeInMedusa: refunds
      .filter(({ created_by }) => created_by !== PLUGIN_ACTOR)
      .map(({ amount }) => minor(amount)),
  }
}
