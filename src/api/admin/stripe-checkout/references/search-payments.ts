/**
 * What somebody has typed or pasted: an id of Stripe's or Medusa's, or an order's number.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"

import { quote } from "../../../../modules/stripe-checkout/domain/quote"
import type { PaymentName } from "../../../../modules/stripe-checkout/repositories/payment-references"
import { resolveModule } from "../../../../workflows/support/module"

const NAMES: Readonly<Record<string, PaymentName>> = {
  pi_: "payment_intent",
  cs_: "checkout_session",
  payses_: "payment_session",
  cart_: "cart",
}

/** Postgres has no larger integer for it. */
const LARGEST_NUMBER = 2_147_483_647

/**
 * @returns the payment sessions that are meant; empty when nothing is found.
 * @throws MedusaError `MedusaError.Types.INVALID_DATA` for text that can mean no payment.
 */
export async function searchPayments(
  container: MedusaContainer,
  text: string
): Promise<string[]> {
  const { paymentReferences } = resolveModule(container)
  const prefix = Object.keys(NAMES).find((one) => text.startsWith(one))
  const name = prefix === undefined ? undefined : NAMES[prefix]
  const rows = name
    ? await paymentReferences.named(name, text)
    : await paymentReferences.ofOrders(await findOrders(container, text))
  return rows.map(({ payment_session_id }) => payment_session_id)
}

async function findOrders(
  container: MedusaContainer,
  text: string
): Promise<string[]> {
  if (text.startsWith("order_")) {
    return [text]
  }
  const [, digits] = /^#?(\d{1,10})$/.exec(text) ?? []
  if (digits === undefined) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${quote(text)} cannot be searched for. Enter an order's number, or an id that begins with evt_, pi_, cs_, order_, cart_ or payses_.`
    )
  }
  const number = Number(digits)
  if (number > LARGEST_NUMBER) {
    return []
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id"],
    filters: { display_id: number },
  })
  const orders = data as readonly { readonly id: string }[]
  return orders.map(({ id }) => id)
}
