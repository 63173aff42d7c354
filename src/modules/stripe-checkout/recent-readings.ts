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

export interface Wanted {
  readonly unread: Unread
  /** The inbox has events of the payment, which may say something new. */
  readonly hasEvents: boolean
}

export class RecentReadings {
  private readonly readings = new Map<string, number>()
  private readonly wanted = new Map<string, number>()
  private readonly withEvents = new Set<string>()

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

  /** Stripe has sent events, which are in the inbox. */
  wantEvents(paymentSessionId: string): void {
    this.withEvents.add(paymentSessionId)
  }

  /** Whatever was read: Stripe has to be read as well. */
  wantAnyway(paymentSessionId: string): void {
    this.wanted.set(paymentSessionId, Infinity)
  }

  /** What has not been read yet of what was wanted of the payment; asked once. */
  takeWanted(paymentSessionId: string): Wanted {
    const hasEvents = this.withEvents.delete(paymentSessionId)
    const since = this.wanted.get(paymentSessionId)
    this.wanted.delete(paymentSessionId)
    if (since === undefined) {
      return { unread: hasEvents ? "nothing" : "anything", hasEvents }
    }
    return { unread: this.findUnread(paymentSessionId, since), hasEvents }
  }

  private findUnread(paymentSessionId: string, since: number): Unread {
    const readAt = this.readings.get(paymentSessionId)
    if (readAt !== undefined && readAt > since) {
      return "nothing"
    }
    return since === Infinity ? "anything" : "medusa"
  }
}
