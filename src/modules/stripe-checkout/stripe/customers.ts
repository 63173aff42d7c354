/**
 * Stripe customers for signed-in customers, created when the first of their payments is
 * opened.
 */

import type Stripe from "stripe"

import type { Recipient, SignedInCustomer } from "../domain/checkout/purchase"
import { withFreshAttempt } from "./errors"
import type { RequestLimits } from "./time-budget"

export class CustomerGateway {
  private readonly client: Stripe

  constructor(client: Stripe) {
    this.client = client
  }

  /** @returns the Stripe customer's id. The same key gives the same customer. */
  async create(
    customer: SignedInCustomer,
    idempotencyKey: string,
    limits: RequestLimits
  ): Promise<string> {
    const { id } = await withFreshAttempt(idempotencyKey, limits, (options) =>
      this.client.customers.create(customerParams(customer), options)
    )
    return id
  }

  /** @returns nothing; the same key changes the customer once. */
  async changeEmail(
    id: string,
    email: string,
    {
      idempotencyKey,
      limits,
    }: { idempotencyKey: string; limits: RequestLimits }
  ): Promise<void> {
    await withFreshAttempt(idempotencyKey, limits, (options) =>
      this.client.customers.update(id, { email }, options)
    )
  }
}

function customerParams(
  customer: SignedInCustomer
): Stripe.CustomerCreateParams {
  const { email, name, billing } = customer
  const displayName = name ?? billing?.name
  return {
    ...(isEmail(email) ? { email } : {}),
    ...(displayName ? { name: displayName } : {}),
    ...(billing?.phone ? { phone: billing.phone } : {}),
    ...(billing ? { address: addressParams(billing) } : {}),
    metadata: { medusa_customer_id: customer.id },
  }
}

/** Unknown values are left out: Stripe reads an empty string as "clear this". */
export function addressParams({ address }: Recipient): {
  line1: string
} & Stripe.AddressParam {
  return {
    line1: address.line1,
    ...(address.line2 ? { line2: address.line2 } : {}),
    ...(address.city ? { city: address.city } : {}),
    ...(address.state ? { state: address.state } : {}),
    ...(address.postalCode ? { postal_code: address.postalCode } : {}),
    ...(address.country ? { country: address.country } : {}),
  }
}

/**
 * Stripe refuses the whole Checkout Session for an invalid e-mail; without one, it asks
 * the shopper. Stricter than Stripe, so that nothing it refuses passes.
 */
export function isEmail(text: string | null): text is string {
  return /^[^\s@<>()[\],;:"\\]+@([^\s@._-][^\s@._]*\.)+[a-z]{2,}$/i.test(
    text ?? ""
  )
}
