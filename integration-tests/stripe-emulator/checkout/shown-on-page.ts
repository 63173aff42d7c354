import type Stripe from "stripe"
import type { Act } from "../state/act"

type CreateParams = Stripe.Checkout.SessionCreateParams
type LineItemParams = Stripe.Checkout.SessionCreateParams.LineItem

/** What only the hosted page shows: no answer of the API repeats it. */
export type ShownOnPage = {
  /** In the order of the line items. */
  lines: readonly ShownLine[]
  discountName: string | null
  shippingName: string | null
  /** The shop's own words beside the button, and below it. */
  submitText: string | null
  afterSubmitText: string | null
}

export type ShownLine = { description: string | null; image: string | null }

export function shownOnPage(
  { account }: Act,
  params: CreateParams
): ShownOnPage {
  const { custom_text: texts, line_items: lines = [] } = params
  const coupon = account.coupons.get(params.discounts?.[0]?.coupon ?? "")
  return {
    lines: lines.map(shownLine),
    discountName: coupon?.name ?? null,
    shippingName: shippingName(params),
    submitText: messageOf(texts?.submit),
    afterSubmitText: messageOf(texts?.after_submit),
  }
}

function shownLine({ price_data: price }: LineItemParams): ShownLine {
  const product = price?.product_data
  return {
    description: product?.description ?? null,
    image: product?.images?.[0] ?? null,
  }
}

/** The first option is the one that is charged. */
function shippingName({
  shipping_options: options,
}: CreateParams): string | null {
  const [first] = options ?? []
  return first?.shipping_rate_data?.display_name ?? null
}

/** An empty text takes the words away, as everywhere at Stripe. */
function messageOf(
  text: Stripe.Emptyable<{ message: string }> | undefined
): string | null {
  return text ? text.message : null
}
