import type Stripe from "stripe"
import type { Act } from "../state/act"
import { newId } from "../state/ids"
import { emptyMetadata } from "./metadata"

export function buildCustomer(
  act: Act,
  params: Stripe.CustomerCreateParams
): Stripe.Customer {
  return {
    id: newId.customer(),
    object: "customer",
    address: null,
    balance: 0,
    created: act.emulator.clock.now(),
    currency: null,
    default_source: null,
    delinquent: false,
    description: params.description ?? null,
    discount: null,
    email: params.email ?? null,
    invoice_prefix: null,
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: emptyMetadata(params.metadata),
    name: params.name ?? null,
    next_invoice_sequence: 1,
    phone: params.phone ?? null,
    preferred_locales: params.preferred_locales ?? [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  }
}
