/**
 * Which payments this process has synchronized a moment ago, from Medusa as it was when.
 *
 * Placing an order makes Medusa emit events about that very order. Whoever placed it reads
 * the order again afterwards, so these events have nothing to say any more.
 *
 * Times are those of `performance.now()`: only this process compares them.
 */

/** Longer than the bus takes, and short enough to stay small. */
const KEPT = 1_000

/** `medusa`: nothing was heard of Stripe. */
export type Unread = "nothing" | "medusa" | "anything"

export class RecentReadings {
  private readonly readings = new Map<string, number>()
  private readonly wanted = new Map<string, number>()

  /** @param readAt when the synchronization that came in sync last began to read Medusa */
  keep(paymentSessionId: string, readAt: number): void {
    this.readings.delete(paymentSessionId)
    this.readings.set(paymentSessionId, readAt)
    const [oldest] = this.readings.keys()
    if (this.readings.size > KEPT && oldest !== undefined) {
      this.readings.delete(oldest)
    }
  }

  forget(paymentSessionId: string): void {
    this.readings.delete(paymentSessionId)
  }

  /** A change in Medusa of which we heard at that time. */
  wantSince(paymentSessionId: string, heardAt: number): void {
    const before = this.wanted.get(paymentSessionId) ?? 0
    this.wanted.set(paymentSessionId, Math.max(before, heardAt))
  }

  /** Whatever was read: Stripe has to be read as well. */
  wantAnyway(paymentSessionId: string): void {
    this.wanted.set(paymentSessionId, Infinity)
  }

  /** What has not been read yet of what was wanted of the payment; asked once. */
  takeUnread(paymentSessionId: string): Unread {
    const wanted = this.wanted.get(paymentSessionId) ?? Infinity
    this.wanted.delete(paymentSessionId)
    const readAt = this.readings.get(paymentSessionId)
    if (readAt !== undefined && readAt > wanted) {
      return "nothing"
    }
    return wanted === Infinity ? "anything" : "medusa"
  }
}
