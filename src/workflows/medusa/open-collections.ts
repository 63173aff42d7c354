/**
 * The payment collections through which Medusa requests money for an order.
 */
import type { BigNumberInput } from "@medusajs/framework/types"

import {
  LINK_TERMS,
  type LinkTerms,
  PAYMENT_LINK_MARK,
  readTerms,
} from "../../modules/stripe-checkout/domain/payment-links/link-terms"

/** Amounts in minor units. */
export interface OpenCollection {
  readonly id: string
  readonly amount: number
  /** Made for a payment link: it requests everything that is missing, or the chosen part. */
  readonly isPaymentLink: boolean
  /** What the merchant chose for the payment link. */
  readonly terms: LinkTerms
  readonly metadata: Readonly<Record<string, unknown>> | null
  readonly sessions: readonly OpenSession[]
}

export interface OpenSession {
  readonly id: string
  readonly providerId: string
  readonly status: string
  readonly amount: number
}

export function isPaymentLink(
  metadata: Readonly<Record<string, unknown>> | null
): boolean {
  return metadata?.[PAYMENT_LINK_MARK] === true
}

/** As core keeps it. */
export interface RequestingCollection {
  readonly id: string
  readonly status: string
  readonly amount: BigNumberInput
  readonly metadata: Record<string, unknown> | null
  readonly payments?: readonly (object | null)[]
  readonly payment_sessions?: readonly (SessionOfCollection | null)[]
}

interface SessionOfCollection {
  readonly id: string
  readonly provider_id: string
  readonly status: string
  readonly amount: BigNumberInput
}

const OPEN = new Set(["not_paid", "awaiting"])

/** It requests money and has none. */
export function isOpen({ status, payments }: RequestingCollection): boolean {
  return OPEN.has(status) && !payments?.some((payment) => payment !== null)
}

export function readOpenCollection(
  { id, amount, metadata, payment_sessions: sessions }: RequestingCollection,
  minor: (amount: BigNumberInput) => number
): OpenCollection {
  return {
    id,
    amount: minor(amount),
    isPaymentLink: isPaymentLink(metadata),
    terms: readTerms(metadata?.[LINK_TERMS]),
    metadata,
    sessions: (sessions ?? []).flatMap((session) =>
      session
        ? [
            {
              id: session.id,
              providerId: session.provider_id,
              status: session.status,
              amount: minor(session.amount),
            },
          ]
        : []
    ),
  }
}
