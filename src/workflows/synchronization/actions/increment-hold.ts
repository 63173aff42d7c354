/**
 * Asks the card's issuer to hold what an order owes beyond its holds. The shopper is not
 * asked, so it is done on request only, and only for what is owed at this moment.
 */
import type { PaymentIntentSnapshot } from "../../../modules/stripe-checkout/domain/decision/payment-state"
import {
  orFailure,
  type PaymentFailureKind,
  StripePaymentError,
} from "../../../modules/stripe-checkout/domain/errors"
import { because } from "../../../modules/stripe-checkout/domain/reasons/reason"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../../modules/stripe-checkout/stripe/time-budget"
import { chooseIncrementOf } from "../../medusa/hold-increment"
import { readOrderBalance } from "../../medusa/order-balance"
import { resolveModule } from "../../support/module"
import type { Action, SyncContext } from "./context"

/** Stripe has answered, and holds what it held before. Everything else is found out first. */
const UNCHANGED: ReadonlySet<PaymentFailureKind> = new Set([
  "refused",
  "not_permitted",
])

export const incrementHold: Action<"increment_hold"> = async (
  context,
  { amount, operationId }
) => {
  const { operations } = resolveModule(context.container)
  if (!(await isStillMissing(context, amount))) {
    await operations.settle(operationId, {
      status: "rejected",
      reason: because("hold_increment_outdated"),
    })
    return undefined
  }
  if (!(await operations.markBegun(operationId))) {
    return undefined
  }
  const answeredAt = performance.now()
  const answer = await askIssuer(context, amount)
  if (answer instanceof StripePaymentError) {
    await operations.settle(operationId, {
      status: "failed",
      reason: because("hold_increment_declined", { message: answer.message }),
    })
    return undefined
  }
  await operations.settle(operationId, {
    status: "succeeded",
    reason: because("hold_incremented", {
      amount,
      currency_code: context.medusa.currencyCode,
    }),
  })
  return answer ? { paymentIntent: answer, answeredAt } : undefined
}

/**
 * @returns what Stripe answered, null where it has to be read, or why nothing has changed
 * @throws StripePaymentError where that is not known
 */
async function askIssuer(
  { container, row, stripe: { paymentIntent } }: SyncContext,
  amount: number
): Promise<PaymentIntentSnapshot | StripePaymentError | null> {
  const { gateway } = resolveModule(container).accounts.get(row.stripe_account)
  const paymentIntentId = paymentIntent?.id ?? ""
  const limits = startTimeBudget(TIME_BUDGETS.background)
  const answer = await orFailure(
    gateway.increments.increment({ paymentIntentId, amount }, limits())
  )
  if (!(answer instanceof StripePaymentError)) {
    return answer
  }
  // The answer was lost, or it refuses what an earlier request has done.
  const now = await gateway.retrievePaymentIntent(paymentIntentId, limits())
  if (now.amountCapturable >= amount) {
    return null
  }
  if (UNCHANGED.has(answer.failure.kind)) {
    return answer
  }
  throw answer
}

/**
 * Exactly this, and requested in no other way. Whoever opens a page for it needs the lease
 * that is held here.
 */
async function isStillMissing(
  { container, medusa, row }: SyncContext,
  amount: number
): Promise<boolean> {
  const { options } = resolveModule(container)
  const balance =
    medusa.order && (await readOrderBalance(container, medusa.order.id))
  if (!balance || options.incrementHolds === "off") {
    return false
  }
  const choice = chooseIncrementOf(
    // Another hold may lapse later by now; this one was chosen.
    { ...balance, rows: balance.rows.filter(({ id }) => id === row.id) },
    { requested: new Set() }
  )
  return choice.kind === "increment" && choice.amount === amount
}
