/**
 * What a merchant may type to find a payment: an order's number, a customer's e-mail, or
 * an id of Stripe's. Anything else finds nothing.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"

import {
  orFailure,
  StripePaymentError,
} from "../../../../modules/stripe-checkout/domain/errors"
import type { PaymentMatch } from "../../../../modules/stripe-checkout/repositories/payment-conditions"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../../../modules/stripe-checkout/stripe/time-budget"
import { resolveModule } from "../../../../workflows/support/module"

interface Search {
  readonly q: string
  /** Only in this Stripe account. */
  readonly account: string | undefined
}

/** By what an id begins with: the column that has it. */
const ID_COLUMNS: readonly (readonly [string, PaymentMatch["column"]])[] = [
  ["pi_", "payment_intent_id"],
  ["cs_", "checkout_session_id"],
  ["payses_", "payment_session_id"],
  ["order_", "order_id"],
]

const CHARGE = /^(ch|py)_/

const ORDER_NUMBER = /^#?\d{1,9}$/

export async function findMatches(
  container: MedusaContainer,
  search: Search
): Promise<PaymentMatch[]> {
  const { q } = search
  const known = ID_COLUMNS.find(([prefix]) => q.startsWith(prefix))
  if (known) {
    return [{ column: known[1], ids: [q] }]
  }
  if (CHARGE.test(q)) {
    return findByCharge(container, search)
  }
  if (ORDER_NUMBER.test(q)) {
    return findByOrderNumber(container, Number(q.replace("#", "")))
  }
  return q.includes("@") ? findByEmail(container, q) : []
}

async function findByOrderNumber(
  container: MedusaContainer,
  displayId: number
): Promise<PaymentMatch[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: ["id"],
    filters: { display_id: displayId },
  })
  return [{ column: "order_id", ids: idsOf(data) }]
}

/** Of somebody who has bought more often, the newest are found. */
const MOST_PURCHASES = 200

/**
 * Medusa keeps a customer for each e-mail, guests included, and finds it by an index;
 * it has none on the e-mails of orders and carts.
 */
async function findByEmail(
  container: MedusaContainer,
  email: string
): Promise<PaymentMatch[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: customers } = await query.graph({
    entity: "customer",
    fields: ["id"],
    filters: { email: [...new Set([email, email.toLowerCase()])] },
  })
  const customerIds = idsOf(customers)
  if (customerIds.length === 0) {
    return []
  }
  const newestOf = async (entity: "order" | "cart"): Promise<string[]> => {
    const { data } = await query.graph({
      entity,
      fields: ["id"],
      filters: { customer_id: customerIds },
      pagination: {
        take: MOST_PURCHASES,
        skip: 0,
        order: { created_at: "DESC" },
      },
    })
    return idsOf(data)
  }
  const [orders, carts] = await Promise.all([
    newestOf("order"),
    newestOf("cart"),
  ])
  return [
    { column: "order_id", ids: orders },
    { column: "cart_id", ids: carts },
  ]
}

function idsOf(found: readonly unknown[]): string[] {
  return (found as readonly { readonly id: string }[]).map(({ id }) => id)
}

/** Our rows have no charges, so Stripe is asked once: each account at the same time. */
async function findByCharge(
  container: MedusaContainer,
  { q, account }: Search
): Promise<PaymentMatch[]> {
  const { accounts } = resolveModule(container)
  const names = accounts
    .names()
    .filter((name) => account === undefined || name === account)
  const limits = startTimeBudget(TIME_BUDGETS.adminRead)
  const answers = await Promise.all(
    names.map((name) =>
      orFailure(
        accounts.get(name).gateway.charges.findPaymentIntentOf(q, limits())
      )
    )
  )
  const ids = answers.filter((answer) => typeof answer === "string")
  const failure = answers.find((answer) => answer instanceof StripePaymentError)
  if (ids.length === 0 && failure) {
    throw new MedusaError(
      MedusaError.Types.UNEXPECTED_STATE,
      `Stripe did not say which payment ${q} belongs to: ${failure.message}`
    )
  }
  return [{ column: "payment_intent_id", ids }]
}
