import type Stripe from "stripe"
import type { Context } from "../state/context"
import type { PageContent, PageLine } from "../state/page-content"

type CreateParams = Stripe.Checkout.SessionCreateParams
type LineItemParams = Stripe.Checkout.SessionCreateParams.LineItem

export function pageContentOf(
  { account }: Context,
  params: CreateParams
): PageContent {
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

function shownLine({ price_data: price }: LineItemParams): PageLine {
  const product = price?.product_data
  return {
    description: product?.description ?? null,
    image: product?.images?.[0] ?? null,
  }
}

/** The first option is the one charged. */
function shippingName({
  shipping_options: options,
}: CreateParams): string | null {
  const [first] = options ?? []
  return first?.shipping_rate_data?.display_name ?? null
}

/** An empty value removes the text, as everywhere in Stripe's API. */
function messageOf(
  text: Stripe.Emptyable<{ message: string }> | undefined
): string | null {
  return text ? text.message : null
}
