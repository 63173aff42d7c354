/**
 * Stripe's side of people with an account in the shop. One verb: make one, when the
 * first of their payments is opened.
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
}

function customerParams(
  customer: SignedInCustomer
): Stripe.CustomerCreateParams {
  const { email, name, billing } = customer
  const shownName = name ?? billing?.name
  return {
    ...(isEmail(email) ? { email } : {}),
    ...(shownName ? { name: shownName } : {}),
    ...(billing?.phone ? { phone: billing.phone } : {}),
    ...(billing ? { address: addressParams(billing) } : {}),
    metadata: { medusa_customer_id: customer.id },
  }
}

/** What is not known is left out: Stripe reads an empty text as "clear this". */
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
 * Stripe refuses the whole page for an address that is none; without one, it asks the
 * shopper. Stricter than Stripe, so that nothing it refuses passes.
 */
export function isEmail(text: string | null): text is string {
  return /^[^\s@<>()[\],;:"\\]+@([^\s@._-][^\s@._]*\.)+[a-z]{2,}$/i.test(
    text ?? ""
  )
}
