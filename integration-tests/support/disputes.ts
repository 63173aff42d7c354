/**
 * What the plugin keeps of disputes, reviews and fraud warnings.
 */
import { only } from "./only"
import { sql } from "./order-records"
import type { Store } from "./store"
import { waitUntil } from "./wait-until"

export const DISPUTED_CARD = "4000000000000259"
export const INQUIRY_CARD = "4000000000001976"
export const REVIEWED_CARD = "4000000000009235"
export const WARNED_CARD = "4000000000005423"

export type DisputeRecord = {
  readonly kind: "dispute" | "review" | "fraud_warning"
  readonly stripe_id: string
  readonly status: string
  readonly outcome: string | null
  readonly is_open: boolean
  readonly reason: string
  /** Major units, as are the funds. */
  readonly amount: number | null
  readonly currency_code: string | null
  readonly evidence_due_by: Date | null
  readonly evidence_state: string | null
  readonly is_refundable: boolean | null
  readonly withdrawn: number
  readonly reinstated: number
  readonly fees: number
  readonly closed_by: string | null
  readonly reported_stage: string | null
}

type Paid = { readonly session: { readonly id: string } }

/** Of one payment, the oldest first. */
export async function disputesOf(
  store: Store,
  { session }: Paid
): Promise<DisputeRecord[]> {
  return sql<DisputeRecord>(
    store,
    `select kind, stripe_id, status, outcome, is_open, reason, amount::float8 as amount,
            currency_code, evidence_due_by, evidence_state, is_refundable,
            withdrawn::float8 as withdrawn, reinstated::float8 as reinstated,
            fees::float8 as fees, closed_by, reported_stage
       from stripe_checkout_dispute
      where payment_session_id = :id and deleted_at is null order by opened_at, id`,
    { id: session.id }
  )
}

/** Waits until the only one has that status. */
export async function disputeReads(
  store: Store,
  paid: Paid,
  status: string
): Promise<DisputeRecord> {
  return waitUntil(`the dispute to be ${status}`, async () => {
    const dispute = only(await disputesOf(store, paid))
    return dispute.status === status && dispute
  })
}
