/**
 * What a person may do in the admin, by the names of Medusa's role-based access control.
 *
 * Operations are Medusa's own four, because a role may be given them for all resources.
 */

export interface Policy {
  readonly resource: string
  readonly operation: string
}

export const POLICIES = {
  /** Everything that only shows something. */
  read: { resource: "stripe_checkout", operation: "read" },
  /** Whatever moves money, or changes what the plugin knows of a payment. */
  update: { resource: "stripe_checkout", operation: "update" },
  /** Rules, deadlines, the webhook endpoint. */
  settings: { resource: "stripe_checkout_settings", operation: "update" },
  /** Medusa's own: it guards Medusa's route for refunds, which is the one for these payments, too. */
  refund: { resource: "refund", operation: "create" },
  /** Medusa's own, too: it guards all of Medusa's routes for one payment. */
  readPayment: { resource: "payment", operation: "read" },
} as const satisfies Record<string, Policy>

/** As Medusa writes it, such as `stripe_checkout:read`. */
export function nameOfPolicy({ resource, operation }: Policy): string {
  return `${resource}:${operation}`
}
