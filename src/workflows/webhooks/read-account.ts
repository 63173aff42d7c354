/**
 * What Stripe says about an account and its webhook endpoints, as far as the key may see it.
 */
import {
  orFailure,
  StripePaymentError,
} from "../../modules/stripe-checkout/domain/errors"
import type { EndpointSetup } from "../../modules/stripe-checkout/domain/webhook-endpoint"
import type { StripeGateway } from "../../modules/stripe-checkout/stripe/gateway"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"

export interface AccountAtStripe {
  /** Null when Stripe does not answer, or the key may not read it. */
  readonly accountId: string | null
  /** Null likewise. */
  readonly endpoints: readonly EndpointSetup[] | null
  /** Why Stripe does not answer; null where it does. */
  readonly error: string | null
}

export async function readAccount(
  gateway: StripeGateway
): Promise<AccountAtStripe> {
  const limits = startTimeBudget(TIME_BUDGETS.deletePayment)
  const [accountId, endpoints] = await Promise.all([
    orFailure(gateway.setup.readAccountId(limits())),
    orFailure(gateway.setup.listEndpoints(limits())),
  ])
  const failures = [accountId, endpoints].filter(
    (answer) => answer instanceof StripePaymentError
  )
  // A restricted key that can take payments may lack the permission to read the account.
  const serious = failures.find(
    ({ failure }) => failure.kind !== "not_permitted"
  )
  return {
    accountId: accountId instanceof StripePaymentError ? null : accountId,
    endpoints: endpoints instanceof StripePaymentError ? null : endpoints,
    error: serious?.failure.message ?? null,
  }
}
