import type { ReasonCode } from "../../../../modules/stripe-checkout/domain/reasons/reason"
import type { StatusNames } from "../../../../modules/stripe-checkout/domain/order-status/status"

export type CaptureRuleDescription =
  | { readonly from: readonly string[]; readonly to: string }
  | { readonly order_status: "completed" | "archived" }
  | { readonly fulfillment_status: readonly string[] }

/** Null writes nothing. */
export type StatusNamesDescription = Readonly<
  Record<SnakeCase<keyof StatusNames>, string | null>
>

type SnakeCase<Text extends string> = Text extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${SnakeCase<Rest>}`
    : `_${Lowercase<First>}${SnakeCase<Rest>}`
  : Text

/** What may be changed in the admin. */
export interface SettingsDescription {
  readonly status_names: StatusNamesDescription
  readonly capture_on: readonly CaptureRuleDescription[]
  readonly release_on: readonly string[]
  readonly capture_deadline: {
    readonly warn_hours: number
    readonly action: "alert" | "capture" | "release"
  }
  readonly surplus_holds: "release" | "keep"
  readonly canceled_but_captured: "report" | "refund"
  readonly capture_in_review: "wait" | "capture"
  readonly fraud_warnings: "notify" | "release" | "refund"
  readonly admin_feed: boolean
}

export interface SettingsProblemDescription {
  /** Of the field, e.g. `capture_on.0.from`. */
  readonly path: string
  readonly code:
    | "writes_itself"
    | "captures_and_releases"
    | "old_name"
    | "near_miss"
    | "unknown_fulfillment_status"
    | "invalid"
  readonly params: Readonly<Record<string, string | null>>
  /** In English. */
  readonly message: string
}

/** What `GET /admin/stripe-checkout/settings` answers. */
export interface SettingsAnswer {
  /** Counts the changes; 0 while nothing was ever changed. A change names the one that it edits. */
  readonly version: number
  /** The options keep them in code. */
  readonly is_locked: boolean
  /** The key in the order's metadata; only the options say it. */
  readonly metadata_key: string
  readonly settings: SettingsDescription
  /** What the options say. */
  readonly defaults: SettingsDescription
  /** Why the changes in the admin do not apply; the options do. */
  readonly problems: readonly SettingsProblemDescription[]
}

export interface SettingsChange {
  readonly version: number
  /** An ISO date. */
  readonly created_at: string
  /** The user's id. */
  readonly actor: string | null
  /** 0 for the options. */
  readonly restored_version: number | null
  /** What it changed, compared with the one before; with the options as they are now. */
  readonly changed: readonly {
    /** For example `status_names.authorized`. */
    readonly field: string
    readonly before: unknown
    readonly after: unknown
  }[]
}

/** What `GET /admin/stripe-checkout/settings/changes` answers, newest first. */
export interface SettingsChangesAnswer {
  readonly changes: readonly SettingsChange[]
  readonly count: number
  readonly limit: number
  readonly offset: number
}

/** What `POST /admin/stripe-checkout/settings/try` answers. */
export interface TrialAnswer {
  /** Nothing was tried where there are some. */
  readonly problems: readonly SettingsProblemDescription[]
  readonly days: number
  readonly orders_checked: number
  /** False where the shop has more orders than are checked at once; the newest were. */
  readonly is_complete: boolean
  readonly captures: number
  readonly releases: number
  /** How many of them the present rules do not request. */
  readonly added: number
  /** How many requests of the present rules are missing. */
  readonly dropped: number
  /** At most 50; what is new first, then the newest. */
  readonly examples: readonly TrialExampleDescription[]
}

export interface TrialExampleDescription {
  readonly order_id: string
  readonly display_id: number | null
  readonly kind: "capture" | "release"
  /** An ISO date. */
  readonly at: string
  /** Major units. */
  readonly amount: number
  readonly currency_code: string
  readonly is_new: boolean
  readonly reason: string
  readonly reason_code: ReasonCode
  readonly reason_params: Readonly<Record<string, string | number | null>>
}
