/**
 * The cards that Stripe remembers for a customer. Read when somebody wants to see them, and
 * stored nowhere else.
 */
import type Stripe from "stripe"

import { StripePaymentError } from "../domain/errors"
import { removeCardKey } from "../domain/idempotency-keys"
import type { SavedCard } from "../domain/saved-card"
import { translateErrors, withFreshAttempt } from "./errors"
import type { RequestLimits } from "./time-budget"

/** Nobody saves more; Stripe lists no more at once. */
const MOST = 100

export class SavedCardGateway {
  private readonly client: Stripe

  constructor(client: Stripe) {
    this.client = client
  }

  /** @returns none where the account has no such customer */
  async list(
    stripeCustomerId: string,
    limits: RequestLimits
  ): Promise<SavedCard[]> {
    const page = await orNullIfUnknown(() =>
      this.client.customers.listPaymentMethods(
        stripeCustomerId,
        { type: "card", limit: MOST },
        limits
      )
    )
    return (page?.data ?? []).flatMap((method) => readCard(method) ?? [])
  }

  /** @returns null where this customer has no such card, whoever else may have it */
  async find(
    stripeCustomerId: string,
    id: string,
    limits: RequestLimits
  ): Promise<SavedCard | null> {
    const method = await orNullIfUnknown(() =>
      this.client.customers.retrievePaymentMethod(
        stripeCustomerId,
        id,
        undefined,
        limits
      )
    )
    return method && readCard(method)
  }

  /** Stripe then forgets the card for good; what was paid with it stays as it is. */
  async remove(id: string, limits: RequestLimits): Promise<void> {
    await withFreshAttempt(removeCardKey(id), limits, (options) =>
      this.client.paymentMethods.detach(id, undefined, options)
    )
  }
}

function readCard({
  id,
  card,
  created,
}: Stripe.PaymentMethod): SavedCard | null {
  return card
    ? {
        id,
        brand: card.brand,
        last4: card.last4,
        expMonth: card.exp_month,
        expYear: card.exp_year,
        wallet: card.wallet?.type ?? null,
        savedAt: created,
      }
    : null
}

async function orNullIfUnknown<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await translateErrors(call)
  } catch (error) {
    if (
      error instanceof StripePaymentError &&
      error.failure.kind === "unknown_object"
    ) {
      return null
    }
    throw error
  }
}
