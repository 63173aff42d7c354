/**
 * How many calls to Stripe work that nobody waits for may make: 85 percent of what
 * Stripe allows an account, over all instances. The rest is left to shoppers, merchants and other
 * programs on the same account.
 *
 * Calls are reserved several at a time, so that a quiet shop pays one statement a second at
 * most, and a busy one a statement for each tenth of a second.
 *
 * @see https://docs.stripe.com/rate-limits
 */
import type { RateLimits } from "./repositories/rate-limits"
import type { Turns } from "./stripe/considerate-calls"

const ALLOWED_PER_SECOND = { live: 100, test: 25 }
const SHARE = 0.85
const RESERVATIONS_PER_SECOND = 10

/** What is reserved and not used by then is forfeited: others have used that time. */
const VALID_MS = 1_000

const PAUSE_SECONDS = 1

interface Reserved {
  calls: number
  readonly until: number
}

interface Account {
  readonly perSecond: number
  reserved: Reserved
  /** One statement at a time reserves for all that wait. */
  reserving: Promise<void> | null
}

export class StripeTurns implements Turns {
  private readonly limits: Pick<RateLimits, "reserve" | "pause">
  private readonly isLive: (account: string) => boolean
  private readonly accounts = new Map<string, Account>()

  constructor(
    limits: Pick<RateLimits, "reserve" | "pause">,
    isLive: (account: string) => boolean
  ) {
    this.limits = limits
    this.isLive = isLive
  }

  async next(name: string): Promise<void> {
    const account = this.accountOf(name)
    while (!takeReserved(account)) {
      account.reserving ??= this.reserve(name, account).finally(() => {
        account.reserving = null
      })
      await account.reserving
    }
  }

  async pause(name: string): Promise<void> {
    this.accountOf(name).reserved = NOTHING()
    await this.limits.pause(name, PAUSE_SECONDS).catch(() => undefined)
  }

  private async reserve(name: string, account: Account): Promise<void> {
    const { perSecond } = account
    const calls = Math.ceil(perSecond / RESERVATIONS_PER_SECOND)
    // Without a database nothing can be recorded either, so the caller fails anyway.
    const waitMs = await this.limits
      .reserve({ account: name, calls, perSecond })
      .catch(() => 0)
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    account.reserved = { calls, until: performance.now() + VALID_MS }
  }

  private accountOf(name: string): Account {
    const known = this.accounts.get(name)
    if (known) {
      return known
    }
    const allowed = ALLOWED_PER_SECOND[this.isLive(name) ? "live" : "test"]
    const account = {
      perSecond: allowed * SHARE,
      reserved: NOTHING(),
      reserving: null,
    }
    this.accounts.set(name, account)
    return account
  }
}

const NOTHING = (): Reserved => ({ calls: 0, until: 0 })

function takeReserved({ reserved }: Account): boolean {
  if (reserved.calls === 0 || performance.now() > reserved.until) {
    return false
  }
  reserved.calls -= 1
  return true
}
