/**
 * The part of the policy that a merchant may change in the admin, how it differs from the
 * options, and since when each of its rules applies. Pure.
 */
import type { OrderPolicy } from "./order-policy"
import { type CaptureRule, ruleKey, type RulesSince } from "./order-rules"
import type { StatusNames } from "./status"

export type OrderSettings = Pick<
  OrderPolicy,
  "statusNames" | "captureOn" | "releaseOn" | "captureDeadline" | Choice
> & {
  /** Whether the admin's notification bell reports what somebody has to act on. */
  readonly adminFeed: boolean
}

type Choice =
  "surplusHolds" | "canceledButCaptured" | "captureInReview" | "fraudWarnings"

/** What is stored: only what differs, so that everything else follows the options. */
export interface SettingsDifference {
  readonly statusNames?: Partial<StatusNames>
  readonly captureOn?: readonly CaptureRule[]
  readonly releaseOn?: readonly string[]
  readonly captureDeadline?: Partial<OrderSettings["captureDeadline"]>
  readonly surplusHolds?: OrderSettings["surplusHolds"]
  readonly canceledButCaptured?: OrderSettings["canceledButCaptured"]
  readonly captureInReview?: OrderSettings["captureInReview"]
  readonly fraudWarnings?: OrderSettings["fraudWarnings"]
  readonly adminFeed?: boolean
}

export function differenceOf(
  settings: OrderSettings,
  defaults: OrderSettings
): SettingsDifference {
  const statusNames = changedEntries(settings.statusNames, defaults.statusNames)
  const captureDeadline = changedEntries(
    settings.captureDeadline,
    defaults.captureDeadline
  )
  const { captureOn, releaseOn } = settings
  return {
    ...(isEmpty(statusNames) ? {} : { statusNames }),
    ...(isSame(captureOn, defaults.captureOn) ? {} : { captureOn }),
    ...(isSame(releaseOn, defaults.releaseOn) ? {} : { releaseOn }),
    ...(isEmpty(captureDeadline) ? {} : { captureDeadline }),
    ...changedEntries(pickSingle(settings), pickSingle(defaults)),
  }
}

export function withDifference(
  defaults: OrderSettings,
  difference: SettingsDifference
): OrderSettings {
  return {
    statusNames: { ...defaults.statusNames, ...difference.statusNames },
    captureOn: difference.captureOn ?? defaults.captureOn,
    releaseOn: difference.releaseOn ?? defaults.releaseOn,
    captureDeadline: {
      ...defaults.captureDeadline,
      ...difference.captureDeadline,
    },
    surplusHolds: difference.surplusHolds ?? defaults.surplusHolds,
    canceledButCaptured:
      difference.canceledButCaptured ?? defaults.canceledButCaptured,
    captureInReview: difference.captureInReview ?? defaults.captureInReview,
    fraudWarnings: difference.fraudWarnings ?? defaults.fraudWarnings,
    adminFeed: difference.adminFeed ?? defaults.adminFeed,
  }
}

/**
 * A rule that is added applies from then on: it must not capture the money of all orders
 * that once came that way.
 */
export function rulesSinceOf(
  settings: OrderSettings,
  before: { readonly settings: OrderSettings; readonly rulesSince: RulesSince },
  now: string
): RulesSince {
  const known = new Set(ruleKeysOf(before.settings))
  return Object.fromEntries(
    ruleKeysOf(settings).flatMap((key): [string, string][] => {
      const since = known.has(key) ? before.rulesSince[key] : now
      return since === undefined ? [] : [[key, since]]
    })
  )
}

/** One key for each cause that requests something, however the rules are grouped. */
function ruleKeysOf({ captureOn, releaseOn }: OrderSettings): string[] {
  return [
    ...captureOn.flatMap((rule) => {
      if ("to" in rule) {
        return rule.from.map((from) => ruleKey("status", from, rule.to))
      }
      return "orderStatus" in rule
        ? [ruleKey("state", rule.orderStatus)]
        : rule.fulfillmentStatus.map((status) => ruleKey("state", status))
    }),
    ...releaseOn.map((status) => ruleKey("release", status)),
  ]
}

/** What is one value each. */
function pickSingle({
  surplusHolds,
  canceledButCaptured,
  captureInReview,
  fraudWarnings,
  adminFeed,
}: OrderSettings): Pick<OrderSettings, Choice | "adminFeed"> {
  return {
    surplusHolds,
    canceledButCaptured,
    captureInReview,
    fraudWarnings,
    adminFeed,
  }
}

function changedEntries<T extends object>(given: T, defaults: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => value !== defaults[name as keyof T]
    )
  ) as Partial<T>
}

function isEmpty(value: object): boolean {
  return Object.keys(value).length === 0
}

/** Plain values only; the order of the rules' own properties does not matter. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted)
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
      )
    : value
}
