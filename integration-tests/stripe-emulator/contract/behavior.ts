/**
 * One behavior of Stripe: a test whose name is a sentence, with the page that documents it. Behaviors that need only the
 * API are also tested against Stripe's test mode if there is a test key; the others name what they need instead.
 */
import type { SectionName } from "./sections"

/** What a test key alone does not give. */
export type Need =
  | "a shopper on the hosted page"
  | "the Dashboard"
  | "a clock that can be advanced"
  | "an injected fault"
  | "a webhook endpoint on this machine"
  | "access to the emulator's state"

export type Source = { readonly section: SectionName; readonly needs?: Need }

export type Behavior = Source & { readonly name: string }

/** All behaviors described so far, in order. */
export const behaviors: Behavior[] = []

/** A key for Stripe's test mode, if the environment has one; never a live key. */
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
