import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { STRIPE_CHECKOUT_MODULE } from "../../../../modules/stripe-checkout"
import {
  browserCookieName,
  browserProof,
} from "../../../../modules/stripe-checkout/domain/browser-proof"
import {
  joinUrl,
  payLink,
} from "../../../../modules/stripe-checkout/domain/urls"
import type { StripeCheckoutModuleService } from "../../../../modules/stripe-checkout/service"
import { openCheckoutSessionWorkflow } from "../../../../workflows/open-checkout-session"
import {
  type PaymentRefusal,
  readRefusal,
} from "../../../../workflows/steps/refuse-payment"
import { answerNothing, answerWithPage, redirect } from "../../answer"
import { isId } from "../../is-id"
import { isLookingAhead } from "../../is-looking-ahead"
import { refusalPage } from "../refusal-page"

/** Long enough for the longest Checkout Session and a slow return. */
const COOKIE_SECONDS = 2 * 24 * 60 * 60

/** The pay link: opens Stripe's page for a payment session, or says why not. */
export async function GET(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  if (isLookingAhead(req)) {
    answerNothing(res)
    return
  }
  const id = req.params["payment_session_id"]
  if (!isId(id)) {
    await answerRefusal(req, res, { id: "", refusal: "unknown" })
    return
  }
  try {
    const { result } = await openCheckoutSessionWorkflow(req.scope).run({
      input: { payment_session_id: id },
    })
    await recogniseBrowser(req, res, id)
    redirect(res, result.url)
  } catch (error) {
    const refusal = readRefusal(error)
    if (!refusal) {
      throw error
    }
    await answerRefusal(req, res, { id, refusal })
  }
}

async function answerRefusal(
  req: MedusaRequest,
  res: MedusaResponse,
  { id, refusal }: { id: string; refusal: PaymentRefusal }
): Promise<void> {
  const { payments, options } = resolveModule(req)
  const row =
    refusal === "already_paid"
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
  answerWithPage(
    res,
    refusalPage(refusal, {
      storefront: options.storefrontUrl,
      again: payLink(options.backendUrl, id),
    })
  )
}

async function recogniseBrowser(
  req: MedusaRequest,
  res: MedusaResponse,
  id: string
): Promise<void> {
  const module = resolveModule(req)
  const row = await module.payments.findBy("payment_session_id", id)
  const account = row && module.accounts.find(row.account)
  if (!account) {
    return
  }
  const { apiKey } = account.gateway.account
  const address = new URL(joinUrl(module.options.backendUrl, "stripe-checkout"))
  res.cookie(browserCookieName(id), browserProof(apiKey, id), {
    httpOnly: true,
    // Browsers drop secure cookies from plain http, which only local stores use.
    secure: address.protocol === "https:",
    sameSite: "lax",
    path: address.pathname,
    maxAge: COOKIE_SECONDS * 1000,
  })
}

function resolveModule(req: MedusaRequest): StripeCheckoutModuleService {
  return req.scope.resolve<StripeCheckoutModuleService>(STRIPE_CHECKOUT_MODULE)
}
