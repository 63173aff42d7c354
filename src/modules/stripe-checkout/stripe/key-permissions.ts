/**
 * Which permissions a restricted key lacks, as far as reading shows: nothing is written
 * for it.
 */
import type Stripe from "stripe"

import { type PaymentFailureKind, StripePaymentError } from "../domain/errors"
import { translateErrors } from "./errors"
import type { RequestLimits } from "./time-budget"

export interface Permission {
  /** As Stripe's Dashboard names it when a restricted key is made. */
  readonly resource: string
  /** What the plugin needs. */
  readonly needs: "read" | "write"
  /** `optional`: only for this page and the button that configures the endpoint. */
  readonly isOptional: boolean
  /** `unknown`: Stripe gave another answer than yes or no. */
  readonly read: "granted" | "missing" | "unknown"
}

interface Probe extends Omit<Permission, "read"> {
  readonly call: (client: Stripe, limits: RequestLimits) => Promise<unknown>
}

const ONE = { limit: 1 } as const

const PROBES: readonly Probe[] = [
  {
    resource: "Checkout Sessions",
    needs: "write",
    isOptional: false,
    call: (client, limits) => client.checkout.sessions.list(ONE, limits),
  },
  {
    resource: "Customers",
    needs: "write",
    isOptional: false,
    call: (client, limits) => client.customers.list(ONE, limits),
  },
  {
    resource: "PaymentIntents",
    needs: "write",
    isOptional: false,
    call: (client, limits) => client.paymentIntents.list(ONE, limits),
  },
  {
    resource: "Refunds",
    needs: "write",
    isOptional: false,
    call: (client, limits) => client.refunds.list(ONE, limits),
  },
  {
    resource: "Charges",
    needs: "read",
    isOptional: false,
    call: (client, limits) => client.charges.list(ONE, limits),
  },
  {
    resource: "Events",
    needs: "read",
    isOptional: false,
    call: (client, limits) => client.events.list(ONE, limits),
  },
  {
    resource: "Disputes",
    needs: "read",
    isOptional: false,
    call: (client, limits) => client.disputes.list(ONE, limits),
  },
  {
    resource: "Reviews",
    needs: "write",
    isOptional: false,
    call: (client, limits) => client.reviews.list(ONE, limits),
  },
  {
    resource: "Early Fraud Warnings",
    needs: "read",
    isOptional: false,
    call: (client, limits) => client.radar.earlyFraudWarnings.list(ONE, limits),
  },
  {
    resource: "Webhook Endpoints",
    needs: "write",
    isOptional: true,
    call: (client, limits) => client.webhookEndpoints.list(ONE, limits),
  },
  {
    resource: "Account",
    needs: "read",
    isOptional: true,
    call: (client, limits) =>
      client.accounts.retrieveCurrent(undefined, limits),
  },
]

export function readPermissions(
  client: Stripe,
  limits: RequestLimits
): Promise<Permission[]> {
  return Promise.all(
    PROBES.map(async ({ call, ...probe }) => ({
      ...probe,
      read: await answerOf(translateErrors(() => call(client, limits))),
    }))
  )
}

const ANSWERS: Partial<Record<PaymentFailureKind, Permission["read"]>> = {
  not_permitted: "missing",
}

async function answerOf(call: Promise<unknown>): Promise<Permission["read"]> {
  try {
    await call
    return "granted"
  } catch (error) {
    return error instanceof StripePaymentError
      ? (ANSWERS[error.failure.kind] ?? "unknown")
      : "unknown"
  }
}
