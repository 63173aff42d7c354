import type { Behavior } from "./behavior"
import { sections } from "./sections"

const head = `# What the emulator promises

Written by \`stripe-contract.spec.ts\` from the behaviors that it tests. Each stands under the page of Stripe's documentation that it comes from.
A behavior with "needs" runs against the emulator only; the others are asked of Stripe's test mode as well when \`STRIPE_API_KEY\` holds a test key.
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
  const count = `\n${behaviors.length} behaviors, ${asked} of which Stripe itself can be asked.\n`
  return [head + count, ...parts].join("\n")
}
