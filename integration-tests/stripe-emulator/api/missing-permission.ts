import type { StripeAccount } from "../state/account"
import { authorizationKey, redacted } from "./authenticate"
import type { Exchange } from "./exchange"
import { StripeError } from "./stripe-error"

/** Permissions that are not named after their resource. */
const permissionNames: Readonly<Record<string, string>> = {
  balance_transactions: "balance_transaction_source",
  checkout: "checkout_session",
  radar: "early_fraud_warning",
  refunds: "charge",
  webhook_endpoints: "webhook",
}

/** Stripe's error for a restricted key at an endpoint that it has no permission for. */
export function missingPermission(
  { incoming, method, path }: Pick<Exchange, "incoming" | "method" | "path">,
  account: StripeAccount
): StripeError {
  const key = redacted(authorizationKey(incoming.headers))
  const resource = path.split("/")[2] ?? ""
  const kind = permissionNames[resource] ?? resource.replace(/s$/, "")
  const permission = `rak_${kind}_${method === "GET" ? "read" : "write"}`
  return new StripeError(403, {
    type: "invalid_request_error",
    message: `The provided key '${key}' does not have the required permissions for this endpoint on account '${account.id}'. Having the '${permission}' permission would allow this request to continue.`,
  })
}
