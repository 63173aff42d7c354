/**
 * The response of the route for permissions. Types only, because the admin is compiled with
 * them.
 */

/** What `GET /admin/stripe-checkout/permissions` answers. */
export interface PermissionsAnswer {
  /** `stripe_checkout:read`: to see payments, events and settings. */
  readonly read: PermissionDescription
  /** `stripe_checkout:update`: to capture, release, set a status, request money, replay. */
  readonly update: PermissionDescription
  /** `stripe_checkout_settings:update`: to change rules and the webhook endpoint. */
  readonly settings: PermissionDescription
  /** `refund:create` and `payment:read`, both Medusa's own: to refund. */
  readonly refund: PermissionDescription
}

export interface PermissionDescription {
  /** Always true in a store that has not turned on Medusa's `rbac` flag. */
  readonly allowed: boolean
  /** The policy that a role must have, or the one that it lacks, such as `stripe_checkout:update`. */
  readonly policy: string
}
