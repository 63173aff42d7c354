import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { qrCodeAsSvg } from "../../../../../../../modules/stripe-checkout/domain/payment-links/qr-svg"
import { requireOpenLink } from "../../../payment-link-offer"

/** The order's open payment link as a QR code: for a till, or a printed invoice. Creates none. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> {
  const { displayId, url } = await requireOpenLink(
    req.scope,
    req.params["id"] ?? ""
  )
  res.setHeader("content-type", "image/svg+xml; charset=utf-8")
  res.setHeader("cache-control", "no-store")
  res.setHeader(
    "content-disposition",
    `inline; filename="payment-link-${displayId}.svg"`
  )
  res.send(qrCodeAsSvg(url, `Payment link of order #${displayId}`))
}
