/**
 * Which Medusa this is, and whether the plugin was tested with it.
 */
import { createRequire } from "node:module"

import { MedusaError } from "@medusajs/framework/utils"

/** Each of them is tried by `npm run test:versions`. */
export const TESTED_VERSIONS = { from: "2.18.0", to: "2.21.2" } as const

export const TESTED_RANGE = `${TESTED_VERSIONS.from} to ${TESTED_VERSIONS.to}`

/** Null where Medusa does not say, as in an unusual installation. */
export function readMedusaVersion(): string | null {
  try {
    const { version } = createRequire(__filename)(
      "@medusajs/medusa/package.json"
    ) as { version?: unknown }
    return typeof version === "string" ? version : null
  } catch {
    return null
  }
}

/** A patch of a tested minor counts as tested; a preview counts as what it leads to. */
export function judgeVersion(
  version: string | null
): "tested" | "older" | "newer" | "unknown" {
  const found = parse(version)
  const from = parse(TESTED_VERSIONS.from)
  const to = parse(TESTED_VERSIONS.to)
  if (found === null || from === null || to === null) {
    return "unknown"
  }
  if (found < from) {
    return "older"
  }
  return found > to ? "newer" : "tested"
}

/** 2.21.3 -> 2_021 */
function parse(version: string | null): number | null {
  const [, major, minor] = /^(\d+)[.](\d+)[.]\d+/.exec(version ?? "") ?? []
  return major === undefined ? null : Number(major) * 1000 + Number(minor)
}

/** Before 2.21 Medusa's rows of captures do not say who made them. */
export function writesAuthorOfCapture(version: string | null): boolean {
  return (parse(version) ?? 0) >= AUTHORS_SINCE
}

const AUTHORS_SINCE = 2_021

/** @throws MedusaError for a Medusa in which captures are known to go wrong. */
export function assertSupportedMedusa(version = readMedusaVersion()): void {
  if (judgeVersion(version) === "older") {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      `medusa-payment-stripe-checkout does not start on Medusa ${version ?? ""}, in which five clicks on capture record the money five times: update Medusa to ${TESTED_VERSIONS.from} or newer.`
    )
  }
}
