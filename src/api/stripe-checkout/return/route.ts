import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import { joinUrl } from "../../../modules/stripe-checkout/domain/urls"
import type { PaymentRow } from "../../../modules/stripe-checkout/repositories/payment-row"
import { synchronizePaymentWorkflow } from "../../../workflows/synchronization/synchronize-payment"
import type { SynchronizePaymentResult } from "../../../workflows/synchronization/synchronization-result"
import { wasPlacedAtOnce } from "../../../workflows/medusa/other-payments"
import { readShopperPlace } from "../../../workflows/medusa/shopper-place"
import { resolveModule } from "../../../workflows/support/module"
import {
  storefrontConfirmedUrl,
  storefrontPaymentUrl,
} from "../../../workflows/support/storefront-urls"
import { isId, redirect } from "../http"
import { isPayingBrowser } from "../payer-cookie"
import { answerShopper, sendPage } from "../send-page"
import {
  decideReturn,
  readKnownOutcome,
  type ReturnDecision,
  type ReturnOutcome,
} from "./decide-return"
import { type NextAttempt, returnPage } from "../shopper-pages"

/** A webhook usually holds the lease already when the shopper arrives. */
const LEASE_WAIT_MS = 8_000

/** Where Stripe sends the shopper's browser after paying. */
export async function GET(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  await answerShopper(req, res, () => leadOn(req, res))
}

async function leadOn(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const module = resolveModule(req.scope)
  const row = await findPayment(req)
  if (!row) {
    await sendPage(req, res, { page: returnPage("unknown"), locale: null })
    return
  }
  const result =
    readKnownOutcome(row) ??
    (isCanceled(req) ? leftUnpaid(row) : await synchronize(req, row))
  const current = await module.payments.findBy("id", row.id)
  const isPaying = isPayingBrowser(req, row)
  const decision = decideReturn(result, {
    isPayingBrowser: isPaying,
    isUnplaceable: (current?.order_failing_since ?? null) !== null,
    hasLeft: isCanceled(req),
    isPlacedAtOnce: current !== null && wasPlacedAtOnce(current),
  })
  await respond(req, res, { row, decision, isPaying })
}

/** Read from our own table: a made-up id never reaches Stripe. */
async function findPayment(req: MedusaRequest): Promise<PaymentRow | null> {
  const { payments } = resolveModule(req.scope)
  const checkoutSessionId = readId(req.query["session_id"])
  if (checkoutSessionId) {
    return payments.findBy("checkout_session_id", checkoutSessionId)
  }
  const paymentSessionId = readId(req.query["payment_session_id"])
  return paymentSessionId
    ? payments.findBy("payment_session_id", paymentSessionId)
    : null
}

/** The shopper has left Stripe's page by its link back to the store. */
function isCanceled(req: MedusaRequest): boolean {
  return req.query["session_id"] === undefined
}

/** Stripe is not asked: whoever pays after all comes back by another address. */
function leftUnpaid({ order_id }: PaymentRow): ReturnOutcome {
  return { state: "awaiting_customer", order_id }
}

async function synchronize(
  req: MedusaRequest,
  row: PaymentRow
): Promise<SynchronizePaymentResult | null> {
  try {
    const { result } = await synchronizePaymentWorkflow(req.scope).run({
      input: {
        payment_session_id: row.payment_session_id,
        wait_ms: LEASE_WAIT_MS,
      },
    })
    return result
  } catch {
    // Recorded and logged where it happened. The shopper is asked to wait.
    return null
  }
}

async function respond(
  req: MedusaRequest,
  res: MedusaResponse,
  {
    row,
    decision,
    isPaying,
  }: {
    readonly row: PaymentRow
    readonly decision: ReturnDecision
    readonly isPaying: boolean
  }
): Promise<void> {
  const { options } = resolveModule(req.scope)
  const place = await readShopperPlace(req.scope, {
    cartId: row.cart_id,
    orderId: row.order_id,
  })
  // The address of this page can be shared, and a cart can be read by anybody who has its id.
  const values = isPaying ? place : { ...place, cart_id: null }
  const target =
    decision.kind === "confirmed"
      ? storefrontConfirmedUrl(options, {
          ...values,
          order_id: decision.orderId,
        })
      : decision.kind === "back"
        ? storefrontPaymentUrl(options, { ...values, reason: decision.reason })
        : null
  if (target) {
    redirect(res, target)
    return
  }
  await sendPage(req, res, {
    page: returnPage(decision.kind, nextAttempt(req, options.backendUrl, row)),
    locale: place.locale,
  })
}

/** Waits for about two minutes; after that the shopper decides when to reload. */
const MAXIMUM_TRIES = 40

function nextAttempt(
  req: MedusaRequest,
  backendUrl: string,
  row: PaymentRow
): NextAttempt | undefined {
  const tries = Number(readText(req.query["tries"])) || 0
  if (tries >= MAXIMUM_TRIES) {
    return undefined
  }
  const address = joinUrl(backendUrl, "stripe-checkout/return")
  const id = encodeURIComponent(row.checkout_session_id ?? "")
  const attempt = (number: number): string =>
    `${address}?session_id=${id}&tries=${number}`
  return { href: attempt(tries + 1), stop: attempt(MAXIMUM_TRIES) }
}

/** No table is read for what cannot be an id. */
function readId(value: unknown): string | null {
  return isId(value) ? value : null
}

function readText(value: unknown): string {
  return typeof value === "string" ? value : ""
}
