/**
 * Stripe's time, as far as the `Date` of its answers tells.
 *
 * A server whose clock is minutes off would otherwise open no page, because Stripe refuses
 * when it is to expire, and would refuse every webhook as too old or from the future.
 */

/** Less is the time that an answer takes, and a header that counts whole seconds. */
const IRRELEVANT_MS = 5_000

export class StripeClock {
  private aheadMs = 0

  /**
   * @param date the header of an answer
   * @param asked when the request was sent, and when it was answered, by our own clock
   */
  hear(
    date: string | undefined,
    asked: { readonly from: number; readonly to: number }
  ): void {
    const theirs = Date.parse(date ?? "")
    if (Number.isNaN(theirs)) {
      return
    }
    const ours = (asked.from + asked.to) / 2
    const ahead = Math.round(ours - theirs)
    this.aheadMs = Math.abs(ahead) < IRRELEVANT_MS ? 0 : ahead
  }

  /** Milliseconds since 1970 at Stripe. */
  now(): number {
    return Date.now() - this.aheadMs
  }

  /** How far our clock is ahead of Stripe's; negative where it is behind. */
  get secondsAhead(): number {
    return Math.round(this.aheadMs / 1000)
  }
}
