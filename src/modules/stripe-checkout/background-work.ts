/**
 * What this process does while nobody waits for it: a few pieces of work at a time, so
 * that many paid carts at once neither hold up Medusa's other events nor wait for one
 * another's locks.
 *
 * It lives in memory: whoever starts work here has stored what it is about, and the job
 * finds what a crash has interrupted.
 */

/** More would wait for core's locks on the same stock; fewer would wait for Stripe. */
const AT_ONCE = 4

/** Must not reject: nobody is there to handle it. */
type Work = () => Promise<void>

type Key = string | symbol

export class BackgroundWork {
  private readonly waiting = new Map<Key, Work>()
  private readonly running = new Map<Key, Promise<void>>()
  private isEnding = false
  private readonly atOnce: number

  constructor(atOnce = AT_ONCE) {
    this.atOnce = atOnce
  }

  /**
   * Starts work in a later turn of the event loop, once there is room. Work under a key
   * that already waits is done once; under a key that is running, once more afterwards.
   */
  start(key: Key, work: Work): void {
    if (this.isEnding) {
      return
    }
    this.waiting.set(key, work)
    setImmediate(() => {
      this.fill()
    })
  }

  /** For work that somebody waits for: it takes its turn among the other. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.start(Symbol("awaited"), () => work().then(resolve, reject))
    })
  }

  /** Whether work that is started now has to wait. */
  get isFull(): boolean {
    return this.running.size + this.waiting.size >= this.atOnce
  }

  get isIdle(): boolean {
    return this.running.size + this.waiting.size === 0
  }

  /** Lets running work end, and forgets what waits. */
  async end(): Promise<void> {
    this.isEnding = true
    this.waiting.clear()
    await Promise.all(this.running.values())
  }

  private fill(): void {
    for (const [key, work] of this.waiting) {
      if (this.running.size >= this.atOnce) {
        return
      }
      if (!this.running.has(key)) {
        this.waiting.delete(key)
        this.running.set(key, this.finish(key, work))
      }
    }
  }

  private async finish(key: Key, work: Work): Promise<void> {
    await work()
    this.running.delete(key)
    this.fill()
  }
}
