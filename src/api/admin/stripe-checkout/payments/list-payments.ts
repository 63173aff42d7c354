/**
 * The payments that a merchant lists: our own rows, beside what Medusa says of their
 * orders now. Nothing of a person is stored with us.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { PaymentFilters } from "../../../../modules/stripe-checkout/repositories/payment-conditions"
import type { ListedPayment } from "../../../../modules/stripe-checkout/repositories/payment-list"
import type { Page } from "../../../../modules/stripe-checkout/repositories/payments-without-order"
import { resolveModule } from "../../../../workflows/support/module"
import { describeCount } from "./count-payments"
import { describeListedPayment } from "./listed-payment-view"
import { ofPayment, readMedusaSide } from "./medusa-side"
import type { ListedPaymentDescription, PaymentsAnswer } from "./responses"
import { findMatches } from "./search"
import type { ExportPayments } from "./validators"
import { loadViewSettings } from "./view-settings"

export async function listPayments(
  container: MedusaContainer,
  query: ExportPayments,
  { limit, offset }: Page
): Promise<PaymentsAnswer> {
  const { paymentList } = resolveModule(container)
  const settings = await loadViewSettings(container, [query.view])
  const filters = await readFilters(container, query)
  const [listed, counted] = await Promise.all([
    paymentList.list(filters, settings, { limit, offset }),
    paymentList.count(filters, settings),
  ])
  return {
    payments: await describeListed(container, listed),
    ...describeCount(counted),
    offset,
    limit,
  }
}

/** The rows alone, so that what is exported does not change while it is described. */
export async function readListed(
  container: MedusaContainer,
  query: ExportPayments,
  limit: number
): Promise<ListedPayment[]> {
  const { paymentList } = resolveModule(container)
  const settings = await loadViewSettings(container, [query.view])
  const filters = await readFilters(container, query)
  return paymentList.list(filters, settings, { limit, offset: 0 })
}

export async function describeListed(
  container: MedusaContainer,
  listed: readonly ListedPayment[]
): Promise<ListedPaymentDescription[]> {
  const { accounts, disputes } = resolveModule(container)
  const objections = await disputes.of(
    listed.map(({ row }) => row.payment_session_id)
  )
  const side = await readMedusaSide(
    container,
    listed.map(({ row }) => row)
  )
  return listed.map((payment) => {
    const { row } = payment
    const account = accounts.find(row.stripe_account)?.gateway.account
    return describeListedPayment({
      ...payment,
      ...ofPayment(row, side),
      disputes: objections.filter(
        (one) => one.payment_session_id === row.payment_session_id
      ),
      isLiveMode: account?.isLiveMode ?? null,
    })
  })
}

async function readFilters(
  container: MedusaContainer,
  query: ExportPayments
): Promise<PaymentFilters> {
  const { q, account } = query
  return {
    view: query.view,
    order: query.order,
    account,
    // As Stripe and Medusa write it.
    currencyCode: query.currency_code?.toLowerCase(),
    createdAt: query.created_at,
    captureBefore: query.capture_before,
    matches:
      q === undefined
        ? undefined
        : await findMatches(container, { q, account }),
  }
}
