import type { Books } from "./books"
import type { Ledger } from "./ledger"

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

/** A sentence that a person understands, with the ids and amounts of both sides. */
export type Difference = {
  readonly invariant: Invariant
  readonly sentence: string
}

/** Both sides as they were read at one quiet moment. */
export type Snapshot = {
  readonly books: Books
  readonly ledger: Ledger
  /** The lines of the logs that were handed over, with where they stand. */
  readonly logLines: readonly {
    readonly place: string
    readonly text: string
  }[]
}

/** Compares, asks nobody, and answers with one sentence per difference. */
export type Rule = (snapshot: Snapshot) => string[]
