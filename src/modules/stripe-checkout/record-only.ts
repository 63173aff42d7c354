/**
 * Tells the provider that a capture or refund only records what Stripe has done already,
 * so that no money may be moved.
 *
 * Core hands the provider nothing of ours, and its row of a capture has no author before
 * Medusa 2.21. What the provider does happens within the run of core's workflow, though, so
 * Node's own async context reaches it. Medusa may load the plugin's module and its provider
 * from different paths, hence one storage for the whole process.
 */
import { AsyncLocalStorage } from "node:async_hooks"

export interface RecordedMove {
  readonly kind: "capture" | "refund"
  /** Medusa's payment. */
  readonly paymentId: string
}

interface Recording extends RecordedMove {
  /** Work that outlives the run, such as a subscriber's, is not part of it. */
  isOpen: boolean
  wasSeen: boolean
}

const KEY = Symbol.for("medusa-payment-stripe-checkout.record-only")

const shared = globalThis as unknown as Partial<
  Record<symbol, AsyncLocalStorage<Recording>>
>

const recordings = (shared[KEY] ??= new AsyncLocalStorage<Recording>())

export interface Recorded<Result> {
  readonly result: Result
  /** Whether the provider has seen that the move is only recorded. */
  readonly wasSeen: boolean
}

export async function recordOnly<Result>(
  move: RecordedMove,
  work: () => Promise<Result>
): Promise<Recorded<Result>> {
  const recording: Recording = { ...move, isOpen: true, wasSeen: false }
  try {
    const result = await recordings.run(recording, work)
    return { result, wasSeen: recording.wasSeen }
  } finally {
    recording.isOpen = false
  }
}

export function isRecordOnly({ kind, paymentId }: RecordedMove): boolean {
  const recording = recordings.getStore()
  if (
    !recording?.isOpen ||
    recording.kind !== kind ||
    recording.paymentId !== paymentId
  ) {
    return false
  }
  recording.wasSeen = true
  return true
}
