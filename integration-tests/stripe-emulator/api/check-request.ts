import type { Exchange } from "./exchange"
import { invalidRequest } from "./stripe-error"
import { apiVersion } from "./wire"

const versionShape =
  /^\d{4}-\d{2}-\d{2}(\.(acacia|basil|clover|dahlia|endive))?$/

/** A version newer than the emulator's is unknown, as it is at Stripe before its release. */
export function checkVersion(version: string | null): void {
  if (version === null) {
    return
  }
  if (
    !versionShape.test(version) ||
    version.slice(0, 10) > apiVersion.slice(0, 10)
  ) {
    throw invalidRequest(`Invalid Stripe API version: ${version}`)
  }
}

/** A body that is not a form is rejected before any parameter is read. */
export function checkForm({ encodedParams, incoming, method }: Exchange): void {
  if (method !== "POST") {
    return
  }
  const type = incoming.headers["content-type"] ?? formType
  const isForm = type.split(";")[0]?.trim().toLowerCase() === formType
  if (encodedParams !== "" && !(isForm && isDecodable(encodedParams))) {
    throw invalidRequest(
      `Invalid request (check that your POST content type is ${formType}). If you have any questions, we can help at https://support.stripe.com/.`
    )
  }
  if ((incoming.url ?? "").includes("?")) {
    throw invalidRequest(
      "The emulator reads the parameters of a POST request from its body only, not from the address."
    )
  }
}

const formType = "application/x-www-form-urlencoded"

function isDecodable(encoded: string): boolean {
  try {
    decodeURIComponent(encoded.replaceAll("+", " "))
    return true
  } catch {
    return false
  }
}
