/**
 * Whether Stripe sends this shop's webhooks as the plugin needs them, and what may be done
 * about it. Pure.
 */
import { createHash } from "node:crypto"

import { isUnreachable } from "./public-address"
import { isSameAddress } from "./urls"

/** A webhook endpoint as Stripe has it. */
export interface EndpointSetup {
  readonly id: string
  readonly url: string
  readonly isEnabled: boolean
  /** Null: the account's own default. */
  readonly apiVersion: string | null
  /** `["*"]` for all. */
  readonly eventTypes: readonly string[]
  /** The plugin created it, but may not have seen its secret: only then it has no fingerprint. */
  readonly isOurs: boolean
  /** Of its signing secret, where the plugin has seen it; null otherwise. */
  readonly secretFingerprint: string | null
  /** Seconds since 1970. */
  readonly created: number
  /** Who last changed it by the plugin, and when; null where that is not known. */
  readonly configured: EndpointAuthor | null
}

export interface EndpointAuthor {
  /** The user's id; null for the operator's command. */
  readonly actor: string | null
  /** An ISO date. */
  readonly at: string
}

export interface ExpectedEndpoint {
  readonly url: string
  readonly apiVersion: string
  readonly eventTypes: readonly string[]
}

export interface EndpointDifferences {
  readonly isDisabled: boolean
  readonly missingEvents: readonly string[]
  /** They are stored as ignored: harmless, but a delivery each. */
  readonly extraEvents: readonly string[]
  /** Stripe does not let it be changed, so another endpoint is needed. */
  readonly otherVersion: string | null
}

/** Those of the address, newest first. While a secret is being replaced there are two. */
export function endpointsOf(
  endpoints: readonly EndpointSetup[],
  url: string
): EndpointSetup[] {
  return endpoints
    .filter((endpoint) => isSameAddress(endpoint.url, url))
    .sort((one, other) => other.created - one.created)
}

export function compareEndpoint(
  endpoint: EndpointSetup,
  expected: ExpectedEndpoint
): EndpointDifferences {
  const { apiVersion, eventTypes, isEnabled } = endpoint
  const selectsAll = eventTypes.includes("*")
  return {
    isDisabled: !isEnabled,
    missingEvents: selectsAll
      ? []
      : expected.eventTypes.filter((type) => !eventTypes.includes(type)),
    extraEvents: eventTypes.filter(
      (type) => !expected.eventTypes.includes(type)
    ),
    otherVersion:
      apiVersion === null || apiVersion === expected.apiVersion
        ? null
        : apiVersion,
  }
}

/** What an update can correct. */
export function needsUpdate(differences: EndpointDifferences): boolean {
  const { isDisabled, missingEvents, extraEvents } = differences
  return isDisabled || missingEvents.length > 0 || extraEvents.length > 0
}

export type EndpointRefusal = "not_https" | "unreachable"

/**
 * Why Stripe cannot send webhooks there. An emulator runs on the same machine, so it can.
 */
export function refuseAddress(
  url: string,
  {
    isLiveMode,
    isStripe,
  }: { readonly isLiveMode: boolean; readonly isStripe: boolean }
): EndpointRefusal | null {
  const { protocol, hostname } = new URL(url)
  if (isStripe && isUnreachable(hostname)) {
    return "unreachable"
  }
  return isLiveMode && protocol !== "https:" ? "not_https" : null
}

/**
 * Tells, without a secret, which secret an endpoint signs with: Stripe shows it only once.
 * The secrets are long and random, so that nobody finds one by its fingerprint.
 */
export function fingerprintOf(secret: string): string {
  return createHash("sha256").update(secret).digest("hex").slice(0, 16)
}

/** Whether the shop accepts what the endpoint signs. */
export type SecretState = "configured" | "not_configured" | "unknown"

export function secretStateOf(
  { secretFingerprint }: EndpointSetup,
  secrets: readonly string[]
): SecretState {
  if (secretFingerprint === null) {
    return "unknown"
  }
  return secrets.some((secret) => fingerprintOf(secret) === secretFingerprint)
    ? "configured"
    : "not_configured"
}

export type RetireRefusal = "only_one" | "secret_not_configured" | "disabled"

/** The older endpoints are deleted only once the store accepts what the newest one sends. */
export function refuseRetiring(
  newestFirst: readonly EndpointSetup[],
  secrets: readonly string[]
): RetireRefusal | null {
  const [newest] = newestFirst
  if (!newest || newestFirst.length < 2) {
    return "only_one"
  }
  if (secretStateOf(newest, secrets) !== "configured") {
    return "secret_not_configured"
  }
  return newest.isEnabled ? null : "disabled"
}
