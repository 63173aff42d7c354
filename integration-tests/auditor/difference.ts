import type { MedusaRows } from "./medusa-rows"
import type { Ledger } from "./stripe-ledger"

export type Invariant =
  | "I1"
  | "I2"
  | "I3"
  | "I4"
  | "I5"
  | "I6"
  | "I7"
  | "I8"
  | "I9"
  | "I10"
  | "I11"
  | "I12"
  | "I13"
  | "I14"
  | "I15"
  | "I16"

/** A readable sentence, with the ids and amounts of both sides. */
export type Difference = {
  readonly invariant: Invariant
  readonly sentence: string
}

/** Both sides, read while the shop was idle. */
export type Snapshot = {
  readonly medusa: MedusaRows
  readonly ledger: Ledger
  /**
   * Payments whose capture somebody requested with core's own button. Where the database
   * dies after Stripe has captured, core deletes the row that says so.
   */
  readonly capturedInAdmin: ReadonlySet<string>
  /** The lines of the log files, with file and line number. */
  readonly logLines: readonly {
    readonly place: string
    readonly text: string
  }[]
}

/** Compares without any I/O, and returns one sentence per difference. */
export type Rule = (snapshot: Snapshot) => string[]
