import type { IncomingHttpHeaders } from "node:http"
import type { StripeAccount } from "../state/account"
import type { Emulator } from "../state/emulator"
import { StripeError } from "./stripe-error"

const missingKey =
  "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/."

const publishableKey =
  "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys."

export function authenticate(
  emulator: Emulator,
  headers: IncomingHttpHeaders
): StripeAccount {
  const key = authorizationKey(headers)
  if (key === "") {
    throw unauthorized(missingKey)
  }
  if (key.startsWith("pk_")) {
    throw unauthorized(publishableKey, "secret_key_required")
  }
  if (/^[sr]k_live_/.test(key)) {
    console.error(
      "stripe-emulator: REFUSED A LIVE API KEY. Never send a live key to anything but Stripe; consider rolling it."
    )
    throw unauthorized(
      "The emulator never accepts a live API key. Use a test key."
    )
  }
  const account = /^[sr]k_test_./.test(key)
    ? accountOf(emulator, key)
    : undefined
  if (account === undefined) {
    throw unauthorized(`Invalid API Key provided: ${redacted(key)}`)
  }
  checkActingAccount(headers, account, key)
  return account
}

/** As a bearer token, or as the user name of basic authentication. */
export function authorizationKey({
  authorization,
}: IncomingHttpHeaders): string {
  const [scheme = "", credentials = ""] = (authorization ?? "").split(" ")
  if (scheme.toLowerCase() === "bearer") {
    return credentials
  }
  const decoded = Buffer.from(credentials, "base64").toString("utf8")
  return scheme.toLowerCase() === "basic" ? (decoded.split(":")[0] ?? "") : ""
}

/** In the list of lost keys: every key that is not listed itself. */
export const anyKey = "*"

function accountOf(emulator: Emulator, key: string): StripeAccount | undefined {
  const { lostKeys } = emulator
  const lost = lostKeys.has(key) ? key : anyKey
  if (lostKeys.has(lost)) {
    return lostKeys.get(lost) ?? undefined
  }
  return emulator.apiKeys === null
    ? emulator.accounts[0]
    : emulator.accounts.find((account) => account.apiKey === key)
}

/** Connect is not imitated: a key has access to its own account only. */
function checkActingAccount(
  headers: IncomingHttpHeaders,
  account: StripeAccount,
  key: string
): void {
  for (const name of ["stripe-account", "stripe-context"]) {
    const other = headers[name]
    if (typeof other === "string" && ![account.id, ""].includes(other)) {
      throw new StripeError(403, {
        type: "invalid_request_error",
        code: "account_invalid",
        message: `The provided key '${redacted(key)}' does not have access to account '${other}' (or that account does not exist). Application access may have been revoked.`,
      })
    }
  }
}

export function redacted(key: string): string {
  const tail = key.slice(-4)
  return `${key.slice(0, 8)}${"*".repeat(Math.max(0, key.length - 12))}${tail}`
}

function unauthorized(message: string, code?: string): StripeError {
  return new StripeError(401, {
    type: "invalid_request_error",
    message,
    ...(code === undefined ? {} : { code }),
  })
}
