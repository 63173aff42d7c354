/** An order's page, wherever the dashboard is mounted: everything before its settings. */
export function orderPath(orderId: string): string {
  const [base = ""] = location.pathname.split("/settings")
  return `${base}/orders/${encodeURIComponent(orderId)}`
}
