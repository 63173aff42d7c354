import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import {
  joinUrl,
  payLink,
} from "../../../../modules/stripe-checkout/domain/urls"
import { openCheckoutSessionWorkflow } from "../../../../workflows/checkout/open-checkout-session"
import {
  readCheckoutRefusal,
  type CheckoutRefusalReason,
} from "../../../../workflows/checkout/refusals"
import {
  type PaymentPlace,
  readPaymentPlace,
  readShopperPlace,
} from "../../../../workflows/medusa/shopper-place"
import type { PaymentRow } from "../../../../modules/stripe-checkout/repositories/payment-row"
import { resolveModule } from "../../../../workflows/support/module"
import { isId, redirect } from "../../http"
import { setPayerCookie } from "../../payer-cookie"
import { answerShopper, sendPage } from "../../send-page"
import { checkoutErrorPage } from "../../shopper-pages"

/** The pay link: redirects to Stripe's hosted page for a payment session, or says why not. */
export async function GET(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  await answerShopper(req, res, () => openCheckoutSession(req, res))
}

async function openCheckoutSession(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  const id = req.params["payment_session_id"]
  if (!isId(id)) {
    await sendUnknown(req, res)
    return
  }
  try {
    const { result } = await openCheckoutSessionWorkflow(req.scope).run({
      input: { payment_session_id: id },
    })
    await setPayerCookie(req, res, id)
    redirect(res, result.url)
  } catch (error) {
    const refusal = readCheckoutRefusal(error)
    if (!refusal) {
      throw error
    }
    await sendCheckoutError(req, res, { id, reason: refusal.kind })
  }
}

async function sendCheckoutError(
  req: MedusaRequest,
  res: MedusaResponse,
  { id, reason }: { id: string; reason: CheckoutRefusalReason }
): Promise<void> {
  if (reason === "unknown") {
    await sendUnknown(req, res)
    return
  }
  const { payments, options } = resolveModule(req.scope)
  const row = await payments.findBy("payment_session_id", id)
  if (reason === "already_paid" && row?.checkout_session_id) {
    const returnPage = joinUrl(options.backendUrl, "stripe-checkout/return")
    redirect(
      res,
      `${returnPage}?session_id=${encodeURIComponent(row.checkout_session_id)}`
    )
    return
  }
  const place = await findPlace(req, id, row)
  const page = checkoutErrorPage(reason, {
    again: payLink(options.backendUrl, id),
    currencyCode: place.currency_code,
  })
  await sendPage(req, res, { page, locale: place.locale })
}

/** No table is read for the language of a payment that does not exist. */
async function sendUnknown(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  const page = checkoutErrorPage("unknown", { again: "", currencyCode: null })
  await sendPage(req, res, { page, locale: null })
}

async function findPlace(
  req: MedusaRequest,
  id: string,
  row: PaymentRow | null
): Promise<PaymentPlace> {
  if (!row) {
    return readPaymentPlace(req.scope, id)
  }
  const { locale } = await readShopperPlace(req.scope, {
    cartId: row.cart_id,
    orderId: row.order_id,
  })
  return { locale, currency_code: row.currency_code }
}
