/**
 * An order, reduced to what decisions about its money need.
 */

export interface OrderState {
  readonly id: string
  readonly displayId: string
  readonly isCanceled: boolean
  /** Minor units that the order still owes. A refund does not make it owe more. */
  readonly outstanding: number
  /** Nothing is outstanding by any of core's newest summaries. */
  readonly isPaidInFull: boolean
  /** Null where they agree. */
  readonly refundCredit: RefundCredit | null
  /** By an order edit, a claim, an exchange or a return. */
  readonly isEdited: boolean
  /** Core's summary counts something else than the order's transactions. */
  readonly isOutOfSync: boolean
  /** The value under the status key now. */
  readonly status: string | null
  /** Changed so recently that core may still be recording what was changed. */
  readonly isSettling: boolean
}

/** How the order's credit lines disagree with its refunds. */
export interface RefundCredit {
  /** Minor units that the order seems to owe, although they were refunded. */
  readonly missing: number
  /** Core has written the order's newest version twice, with all of its items. */
  readonly isDoubled: boolean
  /** Changes for a credit line that core did not finish; they block every order edit. */
  readonly unfinishedChangeIds: readonly string[]
  /** So young that core may still be at work. */
  readonly isSettling: boolean
  /** Core writes none while an order edit, exchange, claim, return or transfer is open. */
  readonly isBlocked: boolean
}
