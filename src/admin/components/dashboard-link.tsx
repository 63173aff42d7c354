import type { ReactNode } from "react"

import { dashboardHref, followInDashboard } from "../lib/dashboard-links"

interface DashboardLinkProps {
  /** Without the dashboard's own, such as `/orders/order_1`. */
  readonly path: string
  readonly children: ReactNode
}

/** Underlined: the dashboard's blue is too faint on white. */
export const DashboardLink = ({ path, children }: DashboardLinkProps) => (
  <a
    href={dashboardHref(path)}
    onClick={followInDashboard}
    className="text-ui-fg-base hover:text-ui-fg-subtle focus-visible:shadow-borders-focus txt-compact-small-plus rounded underline underline-offset-4 outline-none"
  >
    {children}
  </a>
)
