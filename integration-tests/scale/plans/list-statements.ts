import type { PaymentFilters } from "../../../src/modules/stripe-checkout/repositories/payment-conditions"
import {
  LARGEST_COUNT,
  type PaymentList,
} from "../../../src/modules/stripe-checkout/repositories/payment-list"
import {
  PAYMENT_ORDERS,
  PAYMENT_VIEW_NAMES,
} from "../../../src/modules/stripe-checkout/repositories/payment-views"
import type { Sample, Samples } from "./samples"

const FIRST_PAGE = { limit: 20, offset: 0 }

const WHOLE_EXPORT = { limit: LARGEST_COUNT + 1, offset: 0 }

/** Each view in each order, and whatever a view is narrowed by. */
export async function runListStatements(
  list: PaymentList,
  { held, open }: Pick<Samples, "held" | "open">
): Promise<void> {
  const settings = { warnHours: 24, openLinks: [open.payment_session_id] }
  for (const view of PAYMENT_VIEW_NAMES) {
    for (const order of [undefined, ...PAYMENT_ORDERS]) {
      await list.list({ view, order }, settings, FIRST_PAGE)
      await list.list({ view, order }, settings, WHOLE_EXPORT)
    }
    await list.count({ view }, settings)
  }
  for (const filters of filtersOf(held)) {
    await list.list({ view: "all", ...filters }, settings, FIRST_PAGE)
    await list.count({ view: "all", ...filters }, settings)
  }
  await list.countViews(settings)
}

const DAY = 24 * 60 * 60 * 1000

function filtersOf(held: Sample): Omit<PaymentFilters, "view">[] {
  const now = Date.now()
  const range = {
    $gte: new Date(now - DAY).toISOString(),
    $lt: new Date(now + 7 * DAY).toISOString(),
  }
  return [
    { account: "default", currencyCode: "eur", createdAt: range },
    { captureBefore: range },
    ...(
      [
        "payment_intent_id",
        "checkout_session_id",
        "payment_session_id",
      ] as const
    ).map((column) => ({ matches: [{ column, ids: [held[column]] }] })),
    {
      matches: [
        { column: "order_id", ids: [held.order_id] },
        { column: "cart_id", ids: [held.cart_id] },
      ],
    },
    { matches: [] },
  ]
}
