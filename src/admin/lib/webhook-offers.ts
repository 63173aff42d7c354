/**
 * Which buttons the webhook endpoint has, and why one of them cannot be pressed.
 */
import type {
  Refusal,
  WebhookSetup,
} from "../../api/admin/stripe-checkout/setup/responses"

export interface WebhookOffers {
  /** Null where the endpoint is as it should be. */
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

export function readOffers({
  create_refusal: cannotCreate,
  endpoints,
  retire_refusal: cannotRetire,
  state,
}: WebhookSetup): WebhookOffers {
  const [newest, older] = endpoints
  // Only what would create an endpoint needs an address that Stripe reaches.
  const creates = state === "missing" || newest?.has_other_version === true
  const cannotRepair = creates ? cannotCreate : null
  const cannotSecond = older ? cannotRetire : cannotCreate
  return {
    main:
      state === "ok"
        ? null
        : {
            label: state === "missing" ? "create" : "repair",
            isAllowed: cannotRepair === null,
          },
    second: newest
      ? {
          action: older ? "retire" : "rotate",
          isAllowed: cannotSecond === null,
        }
      : null,
    refusals: distinct([cannotRepair, newest ? cannotSecond : null]),
  }
}

function distinct(refusals: readonly (Refusal | null)[]): Refusal[] {
  const all = refusals.filter((refusal) => refusal !== null)
  return all.filter(
    ({ code }, index) =>
      all.findIndex((refusal) => refusal.code === code) === index
  )
}
