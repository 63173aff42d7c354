/**
 * Who buys, and where it goes: what Stripe's fraud checks and receipts need.
 */
import type {
  PostalAddress,
  Purchase,
  Recipient,
} from "../../modules/stripe-checkout/domain/checkout/purchase"

export const PERSON_FIELDS = [
  "email",
  "customer.id",
  "customer.has_account",
  "customer.email",
  "customer.first_name",
  "customer.last_name",
  "shipping_address.*",
  "billing_address.*",
]

interface AddressRow {
  readonly first_name?: string | null
  readonly last_name?: string | null
  readonly company?: string | null
  readonly phone?: string | null
  readonly address_1?: string | null
  readonly address_2?: string | null
  readonly city?: string | null
  readonly province?: string | null
  readonly postal_code?: string | null
  readonly country_code?: string | null
}

export interface CartPerson {
  readonly email?: string | null
  readonly customer?: {
    readonly id: string
    readonly has_account?: boolean | null
    readonly email?: string | null
    readonly first_name?: string | null
    readonly last_name?: string | null
  } | null
  readonly shipping_address?: AddressRow | null
  readonly billing_address?: AddressRow | null
}

/**
 * @param startedBy whom core knew when the payment was started. Core puts a registered
 * customer on any cart that names their e-mail, so the cart's customer alone proves
 * nothing: a stranger would pay with, and change, somebody else's Stripe customer.
 */
export function readPerson(
  cart: CartPerson,
  startedBy: string | null
): Pick<Purchase, "email" | "customer" | "shipping"> {
  const { customer } = cart
  return {
    email: cart.email ?? customer?.email ?? null,
    // Guests are rows in Medusa, too, but nobody whom Stripe could know again.
    customer:
      customer?.has_account && customer.id === startedBy
        ? {
            id: customer.id,
            email: customer.email ?? null,
            name: readName(customer),
            billing: readRecipient(cart.billing_address),
          }
        : null,
    shipping: readRecipient(cart.shipping_address),
  }
}

/** Stripe wants a name and a street, or nothing. */
function readRecipient(row: AddressRow | null | undefined): Recipient | null {
  const name = row ? (readName(row) ?? text(row.company)) : null
  const line1 = text(row?.address_1)
  return row && name && line1
    ? { name, phone: text(row.phone), address: readAddress(row, line1) }
    : null
}

function readAddress(row: AddressRow, line1: string): PostalAddress {
  return {
    line1,
    line2: text(row.address_2),
    city: text(row.city),
    state: text(row.province),
    postalCode: text(row.postal_code),
    country: text(row.country_code)?.toUpperCase() ?? null,
  }
}

function readName(row: {
  readonly first_name?: string | null
  readonly last_name?: string | null
}): string | null {
  const names = [row.first_name, row.last_name].flatMap(
    (name) => text(name) ?? []
  )
  return text(names.join(" "))
}

/** Null for what is empty. */
function text(value: string | null | undefined): string | null {
  const trimmed = value?.trim() ?? ""
  return trimmed === "" ? null : trimmed
}
