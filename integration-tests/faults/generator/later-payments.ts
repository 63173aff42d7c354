/** What makes an order owe something else than was paid, and what follows. */
import type { Action } from "./action"
import {
  bankAnswersLink,
  debitsLink,
  opensLink,
  paysByLink,
  paysByLinkElsewhere,
  paysTheBalance,
} from "./balance"
import { lapses } from "./dashboard"
import {
  becomesCheaper,
  becomesDearer,
  isCaptured,
  isCapturedInPart,
  isExchanged,
  isMarkedReady,
  isRefundedInBothAtOnce,
  isRefundedTwiceAtOnce,
  isReleased,
  isReturned,
} from "./merchant"

type Chain = readonly Action[]

/** The order ends up with several payments. */
export const SEVERAL_PAYMENTS: readonly Chain[] = [
  [becomesDearer, paysTheBalance, isMarkedReady],
  [becomesDearer, paysByLink, becomesCheaper, isMarkedReady],
  [becomesDearer, paysByLink, isMarkedReady, becomesCheaper],
  [isCaptured, becomesDearer, paysByLinkElsewhere],
  [becomesDearer, debitsLink, bankAnswersLink("succeeded")],
  [becomesDearer, debitsLink, bankAnswersLink("failed"), paysByLink],
  [becomesDearer, debitsLink, becomesCheaper, bankAnswersLink("succeeded")],
  [lapses, paysByLink],
  [isReleased, paysByLinkElsewhere],
  [isCapturedInPart, paysByLink],
  [isExchanged, paysByLink],
]

/** One payment, which is more than the order costs then, or is refunded. */
export const ONE_PAYMENT: readonly Chain[] = [
  [],
  [],
  [],
  [becomesCheaper],
  [isMarkedReady, becomesCheaper],
  [isCaptured, becomesCheaper],
  [isCaptured, isReturned],
  [becomesDearer, opensLink, becomesCheaper],
  [isCaptured, isRefundedTwiceAtOnce],
  [isCaptured, isRefundedInBothAtOnce],
]
