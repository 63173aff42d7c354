import { readFileSync } from "node:fs"
import type { AxeResults, RunOptions } from "axe-core"
import type { Locator, Page } from "playwright-core"

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")

const WCAG_AA: RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
  resultTypes: ["violations"],
}

declare const axe: {
  run(element: unknown, options: RunOptions): Promise<AxeResults>
}

/** Fails with one line per inaccessible element of the page, or of that part of it. */
export async function expectAccessible(
  page: Page,
  part: Locator = page.locator("html")
): Promise<void> {
  // Evaluated rather than added as a script, which the pages' content security policies forbid.
  await page.evaluate(AXE)
  const { violations } = await part.evaluate(
    (element, options) => axe.run(element, options),
    WCAG_AA
  )
  const problems = violations.flatMap(({ help, id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html}`)
  )
  expect({ address: page.url(), problems }).toEqual({
    address: page.url(),
    problems: [],
  })
}

/** Fails when the page is wider than the window and would scroll horizontally. */
export async function expectFitting(page: Page, name: string): Promise<void> {
  const overhang = await page.evaluate<number>(
    "document.documentElement.scrollWidth - window.innerWidth"
  )
  expect({ name, overhang: Math.max(0, overhang) }).toEqual({
    name,
    overhang: 0,
  })
}
