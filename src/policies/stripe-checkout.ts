/**
 * The policies that roles can be given, if the store has turned Medusa's `rbac` flag on.
 * Medusa loads this folder by its name, and writes what is defined here to its tables.
 */
import { definePolicies, Policy as REGISTERED } from "@medusajs/framework/utils"

import {
  type Policy,
  POLICIES,
} from "../modules/stripe-checkout/domain/permissions"

interface Definition extends Policy {
  readonly name: string
  readonly description: string
}

const OWN: readonly Definition[] = [
  {
    ...POLICIES.read,
    name: "ReadStripeCheckout",
    description: "See payments, events and settings of Stripe Checkout",
  },
  {
    ...POLICIES.update,
    name: "UpdateStripeCheckout",
    description:
      "Capture and release holds, set the order status, create payment links, replay events",
  },
  {
    ...POLICIES.settings,
    name: "UpdateStripeCheckoutSettings",
    description: "Change the rules and the webhook endpoint of Stripe Checkout",
  },
]

/**
 * Medusa's own routes ask for these two, but up to 2.21 nothing registers them, so that no
 * role but the super admin's could capture or refund at all. Two of one kind would stop
 * Medusa's start, so one that the store or a newer Medusa registers stays.
 */
const OF_CORE: readonly Definition[] = [
  {
    resource: "capture",
    operation: "create",
    name: "CreateCapture",
    description: "Capture payments",
  },
  {
    ...POLICIES.refund,
    name: "CreateRefund",
    description: "Refund payments",
  },
]

function isRegistered({ resource, operation }: Policy): boolean {
  return Object.values(REGISTERED).some(
    (known) => known.resource === resource && known.operation === operation
  )
}

export const stripeCheckoutPolicies = definePolicies([
  ...OWN.map((policy) => ({ ...policy })),
  ...OF_CORE.filter((policy) => !isRegistered(policy)).map((policy) => ({
    ...policy,
  })),
])
