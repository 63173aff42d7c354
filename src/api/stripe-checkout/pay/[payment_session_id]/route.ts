import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import {
  joinUrl,
  payLink,
} from "../../../../modules/stripe-checkout/domain/urls"
import { openCheckoutSessionWorkflow } from "../../../../workflows/checkout/open-checkout-session"
import {
  readCheckoutRefusal,
  type CheckoutRefusal,
} from "../../../../workflows/checkout/refusals"
import { resolveModule } from "../../../../workflows/support/module"
import { sendNoContent, sendPage, isId, isPrefetch, redirect } from "../../http"
import { setPayerCookie } from "../../payer-cookie"
import { checkoutErrorPage } from "../../shopper-pages"

const UNKNOWN: CheckoutRefusal = { kind: "unknown", message: "" }

/** The pay link: redirects to Stripe's hosted page for a payment session, or says why not. */
export async function GET(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  if (isPrefetch(req)) {
    sendNoContent(res)
    return
  }
  const id = req.params["payment_session_id"]
  if (!isId(id)) {
    await sendCheckoutError(req, res, { id: "", refusal: UNKNOWN })
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
    await sendCheckoutError(req, res, { id, refusal })
  }
}

async function sendCheckoutError(
  req: MedusaRequest,
  res: MedusaResponse,
  { id, refusal }: { id: string; refusal: CheckoutRefusal }
): Promise<void> {
  const { payments, options } = resolveModule(req.scope)
  const row =
    refusal.kind === "already_paid"
      ? await payments.findBy("payment_session_id", id)
      : null
  if (row?.checkout_session_id) {
    const returnPage = joinUrl(options.backendUrl, "stripe-checkout/return")
    redirect(
      res,
      `${returnPage}?session_id=${encodeURIComponent(row.checkout_session_id)}`
    )
    return
  }
  sendPage(
    res,
    checkoutErrorPage(refusal, {
      storefront: options.storefrontUrl,
      again: payLink(options.backendUrl, id),
    })
  )
}
