import type Stripe from "stripe"
import { invalidRequest } from "../api/stripe-error"

const mostKeys = 50
const longestKey = 40
const longestValue = 500

type MetadataChange = Stripe.Emptyable<Stripe.MetadataParam> | undefined

/** Metadata of a new object: keys with an empty value are not stored. */
export function emptyMetadata(change: MetadataChange): Stripe.Metadata {
  return mergeMetadata({}, change)
}

/** Keys that are not given stay; an empty value removes one key, an empty parameter removes all. */
export function mergeMetadata(
  current: Stripe.Metadata | null,
  change: MetadataChange
): Stripe.Metadata {
  if (change === null || change === "") {
    return {}
  }
  const merged = { ...current }
  for (const [key, value] of Object.entries(change ?? {})) {
    if (value === null || value === "") {
      Reflect.deleteProperty(merged, key)
    } else {
      merged[key] = String(value)
    }
  }
  return merged
}

export function checkMetadata(
  change: MetadataChange,
  param = "metadata",
  current: Stripe.Metadata | null = null
): void {
  if (change === null || change === undefined || change === "") {
    return
  }
  for (const [key, value] of Object.entries(change)) {
    checkEntry(key, String(value ?? ""), param)
  }
  const count = Object.keys(mergeMetadata(current, change)).length
  if (count > mostKeys) {
    throw invalidRequest(
      `Metadata can have up to ${mostKeys} keys, but you've set ${count}.`,
      { param }
    )
  }
}

function checkEntry(key: string, value: string, param: string): void {
  if (key.length > longestKey) {
    throw invalidRequest(
      `Metadata keys can have up to ${longestKey} characters, but you passed in a key that is ${key.length} characters. Invalid key: ${key}`,
      { param }
    )
  }
  if (value.length > longestValue) {
    throw invalidRequest(
      `Metadata values can have up to ${longestValue} characters, but you passed in a value that is ${value.length} characters. Invalid value: ${value}`,
      { param: `${param}[${key}]` }
    )
  }
}
