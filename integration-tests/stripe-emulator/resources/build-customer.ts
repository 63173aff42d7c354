import type Stripe from "stripe"
import type { Context } from "../state/context"
import { newId } from "../state/ids"
import { emptyMetadata } from "./metadata"
import { postalAddress } from "./postal-address"

export function buildCustomer(
  context: Context,
  params: Stripe.CustomerCreateParams
): Stripe.Customer {
  return {
    id: newId.customer(),
    object: "customer",
    address: postalAddress(params.address),
    balance: 0,
    created: context.emulator.clock.now(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: textOf(params.description),
    discount: null,
    email: textOf(params.email),
    invoice_prefix: null,
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: emptyMetadata(params.metadata),
    name: textOf(params.name),
    next_invoice_sequence: 1,
    phone: textOf(params.phone),
    preferred_locales: params.preferred_locales ?? [],
    shipping: customerShipping(params.shipping),
    tax_exempt: "none",
    test_clock: null,
  }
}

export function customerShipping(
  given: Stripe.CustomerCreateParams["shipping"] | undefined
): Stripe.Customer.Shipping | null {
  if (given === undefined || given === "" || given === null) {
    return null
  }
  const address = postalAddress(given.address)
  return {
    ...(address ? { address } : {}),
    name: given.name,
    phone: given.phone ?? null,
  }
}

/** An empty text counts as not given. */
function textOf(given: string | null | undefined): string | null {
  return given === "" ? null : (given ?? null)
}
