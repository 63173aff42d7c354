/**
 * Which buttons the webhook endpoint has, and why one of them cannot be pressed.
 */
import type {
  Refusal,
  WebhookSetup,
} from "../../api/admin/stripe-checkout/setup/responses"

export interface WebhookOffers {
  /** Null where the endpoint at Stripe is as it should be. */
  readonly main: {
    readonly label: "create" | "repair"
    readonly isAllowed: boolean
  } | null
  /** Null without an endpoint. */
  readonly second: {
    readonly action: "rotate" | "retire"
    readonly isAllowed: boolean
  } | null
  readonly refusals: readonly Refusal[]
}

export function readOffers(webhook: WebhookSetup): WebhookOffers {
  const { create_refusal: cannotCreate, endpoints, state } = webhook
  const [newest] = endpoints
  // Only what would create an endpoint needs an address that Stripe reaches.
  const creates = state === "missing" || newest?.has_other_version === true
  const cannotRepair = creates ? cannotCreate : null
  const second = readSecond(webhook)
  return {
    main: IS_RIGHT.includes(state)
      ? null
      : {
          label: state === "missing" ? "create" : "repair",
          isAllowed: cannotRepair === null,
        },
    second: second && {
      action: second.action,
      isAllowed: second.refusal === null,
    },
    refusals: distinct([cannotRepair, second?.refusal ?? null]),
  }
}

/** At Stripe there is nothing to repair. */
const IS_RIGHT: readonly WebhookSetup["state"][] = ["ok", "secret_missing"]

function readSecond({
  create_refusal: cannotCreate,
  endpoints,
  retire_refusal: cannotRetire,
}: WebhookSetup): {
  readonly action: "rotate" | "retire"
  readonly refusal: Refusal | null
} | null {
  if (endpoints.length === 0) {
    return null
  }
  return endpoints.length > 1
    ? { action: "retire", refusal: cannotRetire }
    : { action: "rotate", refusal: cannotCreate }
}

function distinct(refusals: readonly (Refusal | null)[]): Refusal[] {
  const all = refusals.filter((refusal) => refusal !== null)
  return all.filter(
    ({ code }, index) =>
      all.findIndex((refusal) => refusal.code === code) === index
  )
}
