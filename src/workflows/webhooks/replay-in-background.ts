/**
 * Replays that nobody waits for. Marking the events is one statement, and whatever is marked
 * is found by the job, should this process die.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  timeOfId,
  ulidTime,
} from "../../modules/stripe-checkout/domain/ulid-time"
import type { MarkedEvent } from "../../modules/stripe-checkout/repositories/event-replays"
import { resolveModule } from "../support/module"
import { startSynchronization } from "../synchronization/in-background"

export type ReplayChoice =
  | { readonly ids: readonly string[] }
  | { readonly status: "failed" | "dead" }
  /** When they arrived; ISO dates. */
  | { readonly from: string; readonly to: string }

export interface StartedReplay {
  readonly marked: number
  /** Chosen by id, and not marked. */
  readonly skipped: readonly SkippedEvent[]
  /** More were chosen than are marked at once. */
  readonly has_more: boolean
  /** From where a range continues; an ISO date. */
  readonly continue_from: string | null
}

export interface SkippedEvent {
  readonly id: string
  readonly reason: SkipReason
}

export type SkipReason = "not_found" | "no_payment" | "already_waiting"

/** As many as the workers process in some minutes. */
const MOST = 1000

/** @param actor the user's id */
export async function replayInBackground(
  container: MedusaContainer,
  choice: ReplayChoice,
  actor: string | null
): Promise<StartedReplay> {
  if ("ids" in choice) {
    return replayThese(container, choice.ids, actor)
  }
  const { eventReplays } = resolveModule(container)
  const marked =
    "status" in choice
      ? await eventReplays.markUnsettled(choice.status, MOST, actor)
      : await eventReplays.markRange(
          { since: idAt(choice.from), before: idAt(choice.to), limit: MOST },
          actor
        )
  await startAll(container, marked)
  const hasMore = marked.length === MOST
  return {
    marked: marked.length,
    skipped: [],
    has_more: hasMore,
    continue_from: hasMore && "from" in choice ? findEnd(marked) : null,
  }
}

async function replayThese(
  container: MedusaContainer,
  ids: readonly string[],
  actor: string | null
): Promise<StartedReplay> {
  const found = await resolveModule(container).eventReplays.markThese(
    ids,
    actor
  )
  const skipped: SkippedEvent[] = []
  const marked: MarkedEvent[] = []
  for (const id of new Set(ids)) {
    const event = found.find((one) => one.id === id || one.event_id === id)
    if (!event) {
      skipped.push({ id, reason: "not_found" })
    } else if (event.payment_session_id === null) {
      skipped.push({ id, reason: "no_payment" })
    } else if (event.status === "received") {
      skipped.push({ id, reason: "already_waiting" })
    } else {
      const { payment_session_id } = event
      marked.push({ id: event.id, payment_session_id })
    }
  }
  await startAll(container, marked)
  return {
    marked: new Set(marked.map(({ id }) => id)).size,
    skipped,
    has_more: false,
    continue_from: null,
  }
}

/** Each payment once, however many of its events are replayed. */
async function startAll(
  container: MedusaContainer,
  marked: readonly MarkedEvent[]
): Promise<void> {
  for (const id of new Set(marked.map((event) => event.payment_session_id))) {
    await startSynchronization(container, id)
  }
}

function idAt(date: string): string {
  return `scevt_${ulidTime(new Date(date))}`
}

function findEnd(marked: readonly MarkedEvent[]): string | null {
  const newest = marked
    .map(({ id }) => id)
    .sort()
    .at(-1)
  return newest === undefined ? null : (timeOfId(newest)?.toISOString() ?? null)
}
