import type { Calls } from "./count-calls"
import type { Steps } from "./measure"

export type Results = {
  readonly steps: readonly Steps[]
  /** From the webhook's delivery to the placed order, in milliseconds. */
  readonly delays: readonly number[]
  readonly calls: Calls
}
