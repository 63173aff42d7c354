/**
 * Which addresses shoppers must not be sent to by plain http.
 */
import { isLoopback } from "../domain/public-address"

interface Addresses {
  readonly backendUrl?: unknown
  readonly storefrontUrl?: unknown
}

const VARIABLES = {
  backendUrl: "MEDUSA_BACKEND_URL",
  storefrontUrl: "STOREFRONT_URL",
} as const

export function isProduction(): boolean {
  return process.env["NODE_ENV"] === "production"
}

/** Reads what was given before its shape is known, so that all problems are reported at once. */
export function findTransportProblems(options: Addresses): string[] {
  return isProduction()
    ? describePlainHttp(options).map(
        (problem) => `${problem} Use https in production.`
      )
    : []
}

/** Each address that anyone on the network path could read and change. */
export function describePlainHttp(options: Addresses): string[] {
  return (["backendUrl", "storefrontUrl"] as const)
    .filter((name) => isPlainHttpBeyondThisMachine(options[name]))
    .map(
      (name) =>
        `${name} (${VARIABLES[name]}) is plain http, so anyone on the network path could read and change what shoppers send.`
    )
}

/** Plain http is fine on the developer's own machine, whatever NODE_ENV says. */
function isPlainHttpBeyondThisMachine(address: unknown): boolean {
  if (typeof address !== "string" || !URL.canParse(address)) {
    return false
  }
  const { protocol, hostname } = new URL(address)
  return protocol === "http:" && !isLoopback(hostname)
}
