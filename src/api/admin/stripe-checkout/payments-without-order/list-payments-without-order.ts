/**
 * Paid money that has no order. Reads our own rows and Medusa's carts but not Stripe, so
 * that the admin never waits for Stripe.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import type { Page } from "../../../../modules/stripe-checkout/repositories/payments-without-order"
import { resolveModule } from "../../../../workflows/support/module"
import { readCartEmails } from "../cart-emails"
import { describePaymentWithoutOrder } from "./payment-without-order-view"
import type { PaymentsWithoutOrderAnswer } from "./responses"

export async function listPaymentsWithoutOrder(
  container: MedusaContainer,
  { limit, offset }: Page
): Promise<PaymentsWithoutOrderAnswer> {
  const { accounts, options, paymentsWithoutOrder } = resolveModule(container)
  const found = await paymentsWithoutOrder.list({ limit, offset })
  const cartIds = found.flatMap(({ row }) => row.cart_id ?? [])
  const emails = cartIds.length
    ? await readCartEmails(container, cartIds)
    : NONE
  const orders = cartIds.length ? await readOrders(container, cartIds) : NONE
  const payments = found.map(({ row, hasPendingRequest }) => {
    const account = accounts.find(row.stripe_account)?.gateway.account
    return describePaymentWithoutOrder({
      row,
      hasPendingRequest,
      isLiveMode: account?.isLiveMode ?? null,
      email: emails.get(row.cart_id ?? "") ?? null,
      orderOfCart: orders.get(row.cart_id ?? "") ?? null,
      releaseAfterHours: options.notPlaceable.releaseAfterHours,
    })
  })
  const count = await paymentsWithoutOrder.count()
  return { payments, count, offset, limit }
}

const NONE: ReadonlyMap<string, string> = new Map()

async function readOrders(
  container: MedusaContainer,
  cartIds: string[]
): Promise<ReadonlyMap<string, string>> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order_cart",
    fields: ["cart_id", "order.id"],
    filters: { cart_id: cartIds },
  })
  const links = data as unknown as readonly CartLink[]
  return new Map(
    links.flatMap(({ cart_id, order }) => (order ? [[cart_id, order.id]] : []))
  )
}

/** An interrupted completion may leave a link to an order that was never written. */
interface CartLink {
  readonly cart_id: string
  readonly order?: { readonly id: string } | null
}
