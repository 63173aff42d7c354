/**
 * Which card may be charged for an order's balance without its customer, as Stripe says now.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  type CardAgreement,
  type OffSessionRefusal,
  refuseOffSession,
} from "../../modules/stripe-checkout/domain/checkout/off-session-payment"
import type { PaymentRow } from "../../modules/stripe-checkout/repositories/payment-row"
import type { RequestLimits } from "../../modules/stripe-checkout/stripe/time-budget"
import { findOrderPayments } from "../medusa/order-payment-rows"
import { queryOne } from "../medusa/query"
import { resolveModule } from "../support/module"
import { findStripeCustomers } from "./stripe-customer"

export interface ChargeableCard {
  /** The account's name in the options. */
  readonly account: string
  readonly agreement: CardAgreement
}

/** An order with more payments than that has been paid by its newest ones. */
const MOST_PAYMENTS = 5

/**
 * The card of the order's own newest payment under such an agreement: nobody has agreed to
 * more than that.
 *
 * @throws StripePaymentError when Stripe cannot be asked
 */
export async function findChargeableCard(
  container: MedusaContainer,
  orderId: string,
  limits: () => RequestLimits
): Promise<ChargeableCard | OffSessionRefusal> {
  const { options } = resolveModule(container)
  const isEnabled = options.savedCards === "off_session"
  const found = isEnabled ? await findNewest(container, orderId, limits) : null
  const owners =
    found && (await findCustomersOfOrder(container, orderId, found.account))
  const refusal = refuseOffSession({
    isEnabled,
    agreement: found?.agreement ?? null,
    stripeCustomerIds: owners ?? [],
  })
  return refusal ?? found ?? "no_agreement"
}

async function findNewest(
  container: MedusaContainer,
  orderId: string,
  limits: () => RequestLimits
): Promise<ChargeableCard | null> {
  const rows = await findOrderPayments(container, orderId)
  const { accounts } = resolveModule(container)
  for (const row of rows.filter(isPaid).reverse().slice(0, MOST_PAYMENTS)) {
    const account = accounts.find(row.stripe_account)
    const agreement =
      row.payment_intent_id === null || !account
        ? null
        : await account.gateway.offSession.readAgreement(
            row.payment_intent_id,
            limits()
          )
    if (agreement) {
      return { account: row.stripe_account, agreement }
    }
  }
  return null
}

function isPaid({ state }: PaymentRow): boolean {
  return ["authorized", "captured", "canceled"].includes(state)
}

async function findCustomersOfOrder(
  container: MedusaContainer,
  orderId: string,
  account: string
): Promise<string[]> {
  const order = await queryOne<{ customer_id?: string | null }>(container, {
    entity: "order",
    fields: ["id", "customer_id"],
    filters: { id: orderId },
  })
  if (!order?.customer_id) {
    return []
  }
  const customers = await findStripeCustomers(container, order.customer_id)
  return customers
    .filter((customer) => customer.account === account)
    .map(({ stripeCustomerId }) => stripeCustomerId)
}
