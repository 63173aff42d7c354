import type { Behavior } from "./behavior"
import { sections } from "./sections"

const head = `# The emulator's contract

Written by \`stripe-contract.spec.ts\` from the behaviors that it tests. Each is listed under the page of Stripe's documentation that describes it.
A behavior with "needs" is tested against the emulator only; the others also run against Stripe's test mode when \`STRIPE_API_KEY\` holds a test key.
`

/** The behaviors by section, in the order of the sections, as Markdown. */
export function writeListing(behaviors: readonly Behavior[]): string {
  const parts = Object.entries(sections).map(([section, url]) => {
    const items = behaviors
      .filter((behavior) => behavior.section === section)
      .map(({ name, needs }) =>
        needs === undefined ? `- ${name}` : `- ${name} — needs ${needs}`
      )
    return `## [${section}](${url})\n\n${items.join("\n")}\n`
  })
  const asked = behaviors.filter(({ needs }) => needs === undefined).length
  const count = `\n${behaviors.length} behaviors, ${asked} of which can be tested against Stripe itself.\n`
  return [head + count, ...parts].join("\n")
}
