import type { StripeAccount } from "./account"
import { createAccount } from "./account"
import type { Clock } from "./clock"
import { createClock } from "./clock"
import type { Switches } from "./switches"
import { defaultSwitches } from "./switches"
import type { Fault, HeldRequest } from "../api/faults"
import type { LoggedRequest } from "../api/request-log"
import type { DeliveryPolicy } from "../webhooks/delivery-policy"
import { defaultDeliveryPolicy } from "../webhooks/delivery-policy"

export type CaptureOutcome = { code: string; decline_code?: string }

/** How the next refund starts. */
export type RefundOutcome = {
  status: "succeeded" | "pending" | "requires_action" | "failed"
  failureReason: string | null
}

export type LostKeyKind = "invalid" | "other_account"

/** All state of the emulator, in one object, so that a reset misses nothing. */
export type Emulator = {
  readonly clock: Clock
  /** If given, only these keys are accepted, each with its own account. Otherwise one account serves every test key. */
  readonly apiKeys: readonly string[] | null
  publicUrl: string
  /** What the hosted page calls the merchant, unless a Checkout Session says otherwise. */
  readonly businessName: string
  /** Null where the shop's time is its own. */
  readonly makeShopOlder: MakeShopOlder | null
  accounts: StripeAccount[]
  switches: Switches
  /** What a reset sets the switches to. */
  readonly startingSwitches: Readonly<Switches>
  faults: Fault[]
  held: HeldRequest[]
  /** Called with null once the request of this hold is held, or with the reason why it never will be. */
  holdWaiters: Map<string, (problem: string | null) => void>
  captureOutcomes: CaptureOutcome[]
  incrementOutcomes: CaptureOutcome[]
  refundOutcomes: RefundOutcome[]
  /** Accounts that keys open instead of their own, or null where a key is invalid. Under "*": any other key. */
  lostKeys: Map<string, StripeAccount | null>
  /** Test cards for the next attempts to pay; they override what the shopper types. */
  nextCards: string[]
  /** Requests per second before 429; null for no limit. */
  rateLimit: number | null
  /** Times of the requests of the last second, by `performance.now()`. */
  recentRequests: number[]
  requests: LoggedRequest[]
  unknownRoutes: string[]
  delivery: DeliveryPolicy
}

/** For a shop whose clock nobody can move: what it knows becomes older instead. */
export type MakeShopOlder = (seconds: number) => Promise<void>

export type EmulatorOptions = {
  apiKeys?: readonly string[] | undefined
  /** Default: "Test shop". */
  businessName?: string | undefined
  makeShopOlder?: MakeShopOlder | undefined
  /** Switches that differ from their defaults. */
  switches?: Partial<Switches> | undefined
  /** Seconds between the attempts to deliver one event. */
  retryDelays?: readonly number[] | undefined
}

export function createEmulator(options: EmulatorOptions): Emulator {
  const apiKeys = options.apiKeys ?? null
  return {
    clock: createClock(),
    apiKeys,
    publicUrl: "",
    businessName: options.businessName ?? "Test shop",
    makeShopOlder: options.makeShopOlder ?? null,
    accounts: openAccounts(apiKeys),
    switches: { ...defaultSwitches, ...options.switches },
    startingSwitches: { ...defaultSwitches, ...options.switches },
    faults: [],
    held: [],
    holdWaiters: new Map(),
    captureOutcomes: [],
    incrementOutcomes: [],
    refundOutcomes: [],
    lostKeys: new Map(),
    nextCards: [],
    rateLimit: null,
    recentRequests: [],
    requests: [],
    unknownRoutes: [],
    delivery: defaultDeliveryPolicy(options.retryDelays),
  }
}

/** Webhook endpoints survive: they belong to a deployment, not to one test. */
export function resetEmulator(emulator: Emulator): void {
  emulator.clock.reset()
  for (const request of emulator.held.splice(0)) {
    request.drop()
  }
  const before = emulator.accounts
  emulator.accounts = openAccounts(emulator.apiKeys)
  emulator.accounts.forEach((account, index) => {
    const old = before[index]
    if (old !== undefined) {
      account.id = old.id
      account.webhookEndpoints = old.webhookEndpoints
    }
  })
  emulator.switches = { ...emulator.startingSwitches }
  emulator.faults = []
  for (const stop of emulator.holdWaiters.values()) {
    stop("The emulator was reset.")
  }
  emulator.captureOutcomes = []
  emulator.incrementOutcomes = []
  emulator.refundOutcomes = []
  emulator.lostKeys = new Map()
  emulator.nextCards = []
  emulator.rateLimit = null
  emulator.requests = []
  emulator.unknownRoutes = []
  emulator.delivery = defaultDeliveryPolicy(emulator.delivery.retryDelays)
}

function openAccounts(apiKeys: readonly string[] | null): StripeAccount[] {
  return apiKeys === null
    ? [createAccount(null)]
    : apiKeys.map((apiKey) => createAccount(apiKey))
}
