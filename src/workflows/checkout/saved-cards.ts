/**
 * The cards that a customer has let Stripe remember, in all accounts of the shop: read from
 * Stripe each time, for the customer alone.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import {
  orFailure,
  StripePaymentError,
} from "../../modules/stripe-checkout/domain/errors"
import { newestFirst } from "../../modules/stripe-checkout/domain/saved-card"
import {
  type RequestLimits,
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import { resolveModule } from "../support/module"
import {
  findStripeCustomers,
  type StripeCustomerOfAccount,
} from "./stripe-customer"

export interface ListSavedCardsInput {
  /** Medusa's customer (`cus_...`). */
  customer_id: string
}

/** The `code` of the errors that both workflows throw. */
export type SavedCardErrorCode =
  `stripe_checkout_${"saved_card_unknown" | "stripe_unavailable" | "stripe_refused"}`

function codeOf<Name extends string>(name: Name): `stripe_checkout_${Name}` {
  return `stripe_checkout_${name}`
}

export interface RemoveSavedCardInput extends ListSavedCardsInput {
  /** Stripe's PaymentMethod (`pm_...`). */
  saved_card_id: string
}

const readSavedCardsAtStripeStep = createStep(
  "read-saved-cards-at-stripe",
  async ({ customer_id }: ListSavedCardsInput, { container }) => {
    const limits = startTimeBudget(TIME_BUDGETS.payRoute)
    const owners = await findStripeCustomers(container, customer_id)
    const lists = await askStripe(container, () =>
      Promise.all(
        owners.map((owner) =>
          gatewayOf(container, owner).list(owner.stripeCustomerId, limits())
        )
      )
    )
    return new StepResponse(newestFirst(lists.flat()))
  }
)

const removeSavedCardAtStripeStep = createStep(
  "remove-saved-card-at-stripe",
  async (
    { customer_id, saved_card_id }: RemoveSavedCardInput,
    { container }
  ) => {
    const limits = startTimeBudget(TIME_BUDGETS.payRoute)
    const owners = await findStripeCustomers(container, customer_id)
    for (const owner of owners) {
      const isRemoved = await askStripe(container, () =>
        removeIfTheirs(container, owner, { id: saved_card_id, limits })
      )
      if (isRemoved) {
        return new StepResponse({ id: saved_card_id })
      }
    }
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      "There is no such saved card.",
      codeOf("saved_card_unknown")
    )
  }
)

/** Whose card it is comes first: the id is what the browser says. */
async function removeIfTheirs(
  container: MedusaContainer,
  owner: StripeCustomerOfAccount,
  { id, limits }: { readonly id: string; readonly limits: () => RequestLimits }
): Promise<boolean> {
  const savedCards = gatewayOf(container, owner)
  const isTheirs = async (): Promise<boolean> =>
    (await savedCards.find(owner.stripeCustomerId, id, limits())) !== null
  if (!(await isTheirs())) {
    return false
  }
  const failure = await orFailure(savedCards.remove(id, limits()))
  // Of two clicks at once, the other one may have removed it.
  if (failure instanceof StripePaymentError && (await isTheirs())) {
    throw failure
  }
  return true
}

/** @throws MedusaError with a code, which is what leaves a workflow */
async function askStripe<T>(
  container: MedusaContainer,
  call: () => Promise<T>
): Promise<T> {
  const answer = await orFailure(call())
  if (!(answer instanceof StripePaymentError)) {
    return answer
  }
  container
    .resolve(ContainerRegistrationKeys.LOGGER)
    .error(`stripe-checkout: saved cards: ${answer.message}`)
  throw answer.isWorthRetrying
    ? new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "Stripe could not be reached.",
        codeOf("stripe_unavailable")
      )
    : new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "Stripe does not show or change saved cards here.",
        codeOf("stripe_refused")
      )
}

/**
 * Lists the cards that Stripe remembers for a customer, newest first, in every account of
 * the options that knows the customer. None is stored in Medusa.
 *
 * @throws MedusaError of type `MedusaError.Types.NOT_ALLOWED` with `code`
 * - `stripe_checkout_stripe_unavailable`: Stripe did not answer; try again.
 * - `stripe_checkout_stripe_refused`: the key may not read saved cards; the log has the reason.
 * @example
 * import { listSavedCardsWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
 * const { result } = await listSavedCardsWorkflow(container).run({
 *   input: { customer_id: "cus_123" },
 * })
 * const [{ id, brand, last4 }] = result
 */
export const listSavedCardsWorkflow = createWorkflow(
  "list-saved-cards",
  (input: ListSavedCardsInput) =>
    new WorkflowResponse(readSavedCardsAtStripeStep(input))
)

/**
 * Makes Stripe forget a customer's card, for good. Payments that were made with it stay as
 * they are, and can still be captured and refunded.
 *
 * @throws MedusaError of type `MedusaError.Types.NOT_FOUND` with `code`
 * `stripe_checkout_saved_card_unknown`: this customer has no such card; or as
 * `listSavedCardsWorkflow`.
 * @example
 * import { removeSavedCardWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
 * await removeSavedCardWorkflow(container).run({
 *   input: { customer_id: "cus_123", saved_card_id: "pm_123" },
 * })
 */
export const removeSavedCardWorkflow = createWorkflow(
  "remove-saved-card",
  (input: RemoveSavedCardInput) =>
    new WorkflowResponse(removeSavedCardAtStripeStep(input))
)

function gatewayOf(
  container: MedusaContainer,
  { account }: StripeCustomerOfAccount
) {
  return resolveModule(container).accounts.get(account).gateway.savedCards
}
