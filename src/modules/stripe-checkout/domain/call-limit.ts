/**
 * How often one person may have Stripe called within a while. Counted in this process only:
 * it keeps a loop in a browser from using up the account's rate limit, and no more is needed.
 */
export class CallLimit {
  private readonly most: number
  private readonly windowMs: number
  private readonly calls = new Map<string, number[]>()

  constructor({ most, windowMs }: { most: number; windowMs: number }) {
    this.most = most
    this.windowMs = windowMs
  }

  /** @returns seconds to wait; 0 where the call may be made, which then counts */
  secondsToWait(person: string, now = Date.now()): number {
    this.forgetOld(now)
    const recent = this.calls.get(person) ?? []
    const [oldest] = recent
    if (oldest !== undefined && recent.length >= this.most) {
      return Math.max(1, Math.ceil((oldest + this.windowMs - now) / 1000))
    }
    this.calls.set(person, [...recent, now])
    return 0
  }

  private forgetOld(now: number): void {
    for (const [person, times] of this.calls) {
      const recent = times.filter((time) => time > now - this.windowMs)
      if (recent.length === 0) {
        this.calls.delete(person)
      } else if (recent.length < times.length) {
        this.calls.set(person, recent)
      }
    }
  }
}
