/** Orders that a shop may have placed before the bank decides about their debit, and what happens to them meanwhile. */
import type { Action } from "./action"
import { paysByLink } from "./balance"
import { opensPartLink, paysOpenedLink } from "./link-terms"
import {
  becomesCheaper,
  becomesDearer,
  isCaptured,
  isCanceled,
  isMarkedReady,
  isReleased,
} from "./merchant"
import { bankPays, bankRefuses, paysByDebit } from "./shopper"

type Chain = readonly Action[]

/** Tried twice, because the first attempt may meet a fault. */
export const DEBITS: readonly Chain[] = [[paysByDebit, paysByDebit]]

export const PENDING_DEBITS: readonly Chain[] = [
  [isMarkedReady, bankPays],
  [isMarkedReady, bankRefuses, paysByLink, isMarkedReady],
  [isCaptured, bankPays],
  [isReleased, bankRefuses],
  [isCanceled, bankPays],
  [isCanceled, bankRefuses],
  [becomesDearer, paysByLink, bankPays, isMarkedReady],
  [becomesDearer, paysByLink, isMarkedReady, bankPays],
  [becomesDearer, paysByLink, isMarkedReady, bankRefuses, paysByLink],
  [becomesDearer, opensPartLink, bankRefuses, paysOpenedLink, paysByLink],
  [becomesDearer, becomesCheaper, bankPays],
  [becomesCheaper, bankPays],
  [becomesCheaper, bankRefuses, paysByLink],
  [bankRefuses, becomesDearer, paysByLink],
]
