const ORDER_DETAILS = ["orders", "detail"] as const

/**
 * The dashboard's react-query keys of what an order's page shows. The same in every
 * version of Medusa that the plugin supports, but not exported before 2.21. If they
 * change, the page shows what the card has changed after a reload.
 */
export const orderQueryKeys = {
  details: ORDER_DETAILS,
  preview: (orderId: string) => [[...ORDER_DETAILS, orderId], "preview"],
  changes: (orderId: string) => [[...ORDER_DETAILS, orderId], "changes"],
}
