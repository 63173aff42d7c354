const ALL = "stripe-checkout"

/** Under which react-query keeps what the card has read, and what it is doing. */
export const orderPaymentsKeys = {
  detail: (orderId: string) => [ALL, "orders", orderId] as const,
  action: (orderId: string, action?: string) => [
    ALL,
    "order-actions",
    orderId,
    ...(action ? [action] : []),
  ],
}
