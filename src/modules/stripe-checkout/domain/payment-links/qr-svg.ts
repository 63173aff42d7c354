/**
 * A QR code as an SVG picture: one path, dark on white, with the quiet zone that readers
 * need. It has no size of its own, so it is as sharp on a screen as on an invoice.
 */
import { drawQrCode } from "./qr-code"

/** Modules of white around it; the standard asks for four. */
const QUIET_ZONE = 4

/** @param label for whoever cannot see the picture */
export function qrCodeAsSvg(text: string, label: string): string {
  const rows = drawQrCode(text)
  const side = rows.length + 2 * QUIET_ZONE
  const path = rows
    .flatMap((row, y) =>
      row.map((isDark, x) =>
        isDark ? `M${x + QUIET_ZONE} ${y + QUIET_ZONE}h1v1h-1z` : ""
      )
    )
    .join("")
  const title = escapeXml(label)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" role="img" aria-label="${title}" shape-rendering="crispEdges"><title>${title}</title><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path d="${path}"/></svg>`
}

function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
}
