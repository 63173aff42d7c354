/**
 * One behavior of Stripe: a test whose name is a sentence, with the page that says so. Those that need nothing but the
 * API are asked of Stripe's test mode as well, where a test key is at hand; the others say what they need instead.
 */
import type { SectionName } from "./sections"

/** What a test key alone cannot bring about. */
export type Need =
  | "a shopper on the page"
  | "the Dashboard"
  | "a clock that can be moved"
  | "an accident on purpose"
  | "a webhook endpoint on this machine"
  | "a look inside the emulator"

export type Source = { readonly section: SectionName; readonly needs?: Need }

export type Behavior = Source & { readonly name: string }

/** All that were described so far, in their order. */
export const behaviors: Behavior[] = []

/** Stripe's own test mode, where the environment names a key of it; never a live one. */
export const realKey = process.env["STRIPE_API_KEY"]?.startsWith("sk_test_")
  ? process.env["STRIPE_API_KEY"]
  : null

export function behavior(
  source: Source,
  name: string,
  test: () => Promise<void>
): void {
  const { needs, section } = source
  behaviors.push({ ...source, name })
  if (realKey !== null && needs !== undefined) {
    it.skip(`${section}: ${name} (needs ${needs})`, test)
  } else {
    it(`${section}: ${name}`, test)
  }
}
