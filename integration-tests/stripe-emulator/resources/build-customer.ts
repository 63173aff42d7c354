import type Stripe from "stripe"
import { orNull } from "../api/wire"
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
    address: addressOf(params.address),
    balance: 0,
    created: act.emulator.clock.now(),
    currency: null,
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
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  }
}

/** An empty text is none. */
function textOf(given: string | null | undefined): string | null {
  return given === "" ? null : (given ?? null)
}

export function addressOf(
  given: Stripe.CustomerCreateParams["address"]
): Stripe.Address | null {
  if (!given) {
    return null
  }
  return {
    city: orNull(given.city),
    country: orNull(given.country),
    line1: orNull(given.line1),
    line2: orNull(given.line2),
    postal_code: orNull(given.postal_code),
    state: orNull(given.state),
  }
}
