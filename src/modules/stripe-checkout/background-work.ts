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

export interface BackgroundOptions {
  readonly atOnce?: number
  /** What each piece of work is run in. */
  readonly around?: (work: Work) => Promise<void>
}

/** `patient` work, such as a sweep or thousands of captures, lets all other go first. */
type Priority = "prompt" | "patient"

interface Waiting {
  readonly work: Work
  readonly priority: Priority
  /** Never beside other work that runs as the same. */
  readonly runsAs: Key
}

export class BackgroundWork {
  private readonly waiting: Readonly<Record<Priority, Map<Key, Waiting>>> = {
    prompt: new Map(),
    patient: new Map(),
  }
  private readonly running = new Map<Key, Promise<void>>()
  private patientRunning = 0
  private isEnding = false
  private readonly atOnce: number
  private readonly around: (work: Work) => Promise<void>

  constructor({
    atOnce = AT_ONCE,
    around = async (work) => work(),
  }: BackgroundOptions = {}) {
    this.atOnce = atOnce
    this.around = around
  }

  /**
   * Starts work in a later turn of the event loop, once there is room. Work under a key
   * that already waits is done once; under a key that is running, once more afterwards.
   */
  start(key: Key, work: Work): void {
    this.add(key, { work, priority: "prompt", runsAs: key })
  }

  /**
   * For work that somebody waits for: it takes its turn among the other.
   *
   * @param key what must not run beside it, as in `start`; but each piece of work is done
   */
  async run<T>(
    work: () => Promise<T>,
    {
      key = Symbol("awaited"),
      priority = "prompt",
    }: { readonly key?: Key; readonly priority?: Priority } = {}
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      this.add(Symbol("awaited"), {
        work: () => work().then(resolve, reject),
        priority,
        runsAs: key,
      })
    })
  }

  /** Whether work that is started now has to wait. */
  get isFull(): boolean {
    return this.running.size + this.waiting.prompt.size >= this.atOnce
  }

  get isIdle(): boolean {
    const { prompt, patient } = this.waiting
    return this.running.size + prompt.size + patient.size === 0
  }

  /** Lets running work end, and forgets what waits. */
  async end(): Promise<void> {
    this.isEnding = true
    this.waiting.prompt.clear()
    this.waiting.patient.clear()
    await Promise.all(this.running.values())
  }

  private add(key: Key, waiting: Waiting): void {
    if (this.isEnding) {
      return
    }
    this.waiting[waiting.priority].set(key, waiting)
    setImmediate(() => {
      this.fill()
    })
  }

  private fill(): void {
    while (this.running.size < this.atOnce && this.startNext()) {
      // Until all places are taken, or nothing can start.
    }
  }

  /** One place is for patient work, or a busy shop would never get to it. */
  private startNext(): boolean {
    const order: Priority[] =
      this.patientRunning === 0 ? ["patient", "prompt"] : ["prompt", "patient"]
    return order.some((priority) => this.startOne(priority))
  }

  private startOne(priority: Priority): boolean {
    for (const [key, next] of this.waiting[priority]) {
      if (!this.running.has(next.runsAs)) {
        this.waiting[priority].delete(key)
        this.running.set(next.runsAs, this.finish(next))
        return true
      }
    }
    return false
  }

  private async finish({ priority, runsAs, work }: Waiting): Promise<void> {
    const patient = priority === "patient" ? 1 : 0
    this.patientRunning += patient
    await this.around(work)
    this.patientRunning -= patient
    this.running.delete(runsAs)
    this.fill()
  }
}
