/**
 * Addresses within the dashboard. Its router is not imported: Medusa 2.18 has another
 * major version of it than Medusa 2.20, and a second copy would know no page.
 */
import type { MouseEvent } from "react"

/** Defined by Medusa when it builds the admin, such as `/app`. */
declare const __BASE__: string | undefined

export const PAYMENTS_PAGE = "/stripe-payments"

export function dashboardHref(path: string): string {
  const base = (__BASE__ ?? "").replace(/\/+$/, "")
  return `${base}${path}`
}

/** Follows a link without loading the dashboard again, as its own links do. */
export function followInDashboard(event: MouseEvent<HTMLAnchorElement>): void {
  if (opensElsewhere(event)) {
    return
  }
  event.preventDefault()
  window.history.pushState(null, "", event.currentTarget.href)
  // Every router listens to this: the browser says so after its back button.
  window.dispatchEvent(new PopStateEvent("popstate", { state: null }))
}

/** In a new tab or window, or downloaded. */
function opensElsewhere(event: MouseEvent): boolean {
  const { altKey, button, ctrlKey, metaKey, shiftKey } = event
  return button !== 0 || altKey || ctrlKey || metaKey || shiftKey
}
