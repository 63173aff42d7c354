import type { ChecklistEntry } from "../../../../modules/stripe-checkout/domain/setup-checklist"
import type { Permission } from "../../../../modules/stripe-checkout/stripe/key-permissions"

/** What `GET /admin/stripe-checkout/setup` answers. */
export interface SetupAnswer {
  readonly accounts: readonly AccountSetup[]
}

export interface AccountSetup {
  readonly account: string
  readonly provider_id: string
  /** Null when Stripe does not answer, or the key may not read it. */
  readonly stripe_account_id: string | null
  readonly mode: "live" | "test"
  readonly key: {
    readonly kind: "secret" | "restricted"
    /** Of a restricted key; a secret key has them all. Whether it may write is not checked. */
    readonly permissions: readonly PermissionDescription[]
  }
  readonly webhook: WebhookSetup
  readonly checklist: readonly ChecklistItem[]
}

export interface PermissionDescription {
  readonly resource: string
  readonly needs: "read" | "write"
  readonly is_optional: boolean
  readonly read: Permission["read"]
}

export interface WebhookSetup {
  readonly expected_url: string
  readonly api_version: string
  /**
   * `unknown`: the key may not list webhook endpoints, or Stripe does not answer.
   * `different`: the newest endpoint is not as the plugin needs it. `secret_missing`: the
   * store has the signing secret of none of them.
   */
  readonly state: "unknown" | "missing" | "different" | "secret_missing" | "ok"
  /** Of the address, newest first. More than one while a secret is being replaced. */
  readonly endpoints: readonly EndpointDescription[]
  /** Why an endpoint cannot be created; null where it can. */
  readonly create_refusal: Refusal | null
  /** Why the older endpoints cannot be retired; null where they can. */
  readonly retire_refusal: Refusal | null
}

export interface Refusal {
  readonly code: string
  /** In English. */
  readonly message: string
}

export interface EndpointDescription {
  readonly id: string
  readonly is_enabled: boolean
  /** Null: the account's own default. */
  readonly api_version: string | null
  /** An ISO date. */
  readonly created_at: string
  /** Who last changed it by the plugin, and when; null where that is not known. */
  readonly configured: {
    /** The user's id; null for the operator's command. */
    readonly actor: string | null
    /** An ISO date. */
    readonly at: string
  } | null
  /** Whether the store accepts what it signs. */
  readonly secret: "configured" | "not_configured" | "unknown"
  readonly missing_events: readonly string[]
  readonly extra_events: readonly string[]
  readonly has_other_version: boolean
}

export interface ChecklistItem {
  readonly name: ChecklistEntry["name"]
  readonly is_done: boolean
  /** What there is to say: for translations, with the parameters that the sentence mentions. */
  readonly code: string
  readonly params: Readonly<Record<string, string>>
  /** One sentence in English, with what to do if it is not done. */
  readonly message: string
}
