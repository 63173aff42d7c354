import type { MedusaContainer } from "@medusajs/framework/types"

import { LARGEST_COUNT } from "../../../../modules/stripe-checkout/repositories/payment-list"
import {
  PAYMENT_VIEW_NAMES,
  PAYMENT_VIEWS,
} from "../../../../modules/stripe-checkout/repositories/payment-views"
import { resolveModule } from "../../../../workflows/support/module"
import type { PaymentCountsAnswer } from "./responses"
import { loadViewSettings } from "./view-settings"

export async function countPayments(
  container: MedusaContainer
): Promise<PaymentCountsAnswer> {
  const settings = await loadViewSettings(container, PAYMENT_VIEW_NAMES)
  const { accounts, paymentList } = resolveModule(container)
  const { attention, views } = await paymentList.countViews(settings)
  return {
    views: PAYMENT_VIEW_NAMES.filter((view) => view !== "all").map((view) => ({
      view,
      ...describeCount(views[view]),
      needs_attention: PAYMENT_VIEWS[view].needsAttention,
    })),
    needs_attention: describeCount(attention).count,
    accounts: accounts.names(),
  }
}

/** @param counted at most one more than the largest count */
export function describeCount(counted: number): {
  readonly count: number
  readonly is_count_exact: boolean
} {
  return {
    count: Math.min(counted, LARGEST_COUNT),
    is_count_exact: counted <= LARGEST_COUNT,
  }
}
