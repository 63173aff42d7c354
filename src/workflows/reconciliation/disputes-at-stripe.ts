/**
 * The stage that finds disputes, reviews and fraud warnings whose events were lost: what
 * Stripe lists as new or open, compared with our table, and what is open there and has not
 * been read for a day.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { StripePaymentError } from "../../modules/stripe-checkout/domain/errors"
import type { RunRow } from "../../modules/stripe-checkout/repositories/reconciliation-runs"
import type { FoundDispute } from "../../modules/stripe-checkout/stripe/disputes"
import { resolveModule } from "../support/module"
import { freshLimits, oldestSecond, type ReadUntil } from "./stripe-changes"
import type { StripePreview } from "./stripe-preview"

/** They are few, and a listing that failed is made up for within a day. */
const OVERLAP_SECONDS = 24 * 60 * 60

/** Read again in one sweep; the others have their turn in the next one. */
const MOST_OUTDATED = 50

export async function* findChangedDisputes(
  container: MedusaContainer,
  run: RunRow
): AsyncGenerator<readonly string[]> {
  const account = run.stripe_account
  const { disputes } = resolveModule(container)
  for (const listing of listings(container, account, run)) {
    for await (const page of unlessForbidden(listing)) {
      yield await disputes.changedAmong(account, page)
    }
  }
  yield await disputes.outdated(account, MOST_OUTDATED)
}

/** The first page of each listing. */
export async function previewChangedDisputes(
  container: MedusaContainer,
  account: string
): Promise<StripePreview> {
  const { disputes, runs } = resolveModule(container)
  const newest = await runs.newest(account)
  const found = await disputes.outdated(account, MOST_OUTDATED)
  let hasMore = false
  for (const listing of listings(container, account, newest)) {
    const first = await firstPage(unlessForbidden(listing))
    found.push(...(await disputes.changedAmong(account, first.page)))
    hasMore ||= first.hasMore
  }
  return { paymentSessionIds: [...new Set(found)], hasMore }
}

async function firstPage(pages: AsyncIterable<FoundDispute[]>): Promise<{
  readonly page: readonly FoundDispute[]
  readonly hasMore: boolean
}> {
  let first: readonly FoundDispute[] | null = null
  for await (const page of pages) {
    if (first) {
      return { page: first, hasMore: true }
    }
    first = page
  }
  return { page: first ?? [], hasMore: false }
}

function listings(
  container: MedusaContainer,
  account: string,
  read: Pick<ReadUntil, "objects_until"> | null
): readonly AsyncIterable<FoundDispute[]>[] {
  const { gateway } = resolveModule(container).accounts.get(account)
  const since = Math.max(
    (read?.objects_until ?? 0) - OVERLAP_SECONDS,
    oldestSecond(container)
  )
  return [
    gateway.disputes.disputes(since, freshLimits),
    gateway.disputes.openReviews(freshLimits),
    gateway.disputes.fraudWarnings(since, freshLimits),
  ]
}

/**
 * A restricted key may lack the permission, which the settings page names; the rest of the
 * sweep goes on.
 */
async function* unlessForbidden(
  listing: AsyncIterable<FoundDispute[]>
): AsyncGenerator<FoundDispute[]> {
  try {
    yield* listing
  } catch (error) {
    const isForbidden =
      error instanceof StripePaymentError &&
      error.failure.kind === "not_permitted"
    if (!isForbidden) {
      throw error
    }
  }
}
