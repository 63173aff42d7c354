import { copyFileSync, mkdirSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import type { Locator, Page } from "playwright-core"

const FOLDER = resolve(__dirname, "screenshots")
const PUBLISHED = resolve(__dirname, "../../docs/screenshots")

/** Saves what a test saw, for people to view; never compared automatically. */
export async function keepScreenshot(
  seen: Page | Locator,
  name: string
): Promise<string> {
  const path = join(FOLDER, `${name}.png`)
  mkdirSync(dirname(path), { recursive: true })
  await seen.screenshot({ path, animations: "disabled" })
  return path
}

/** The few that the documentation shows. They are updated only on request: UPDATE_SCREENSHOTS=1 */
export async function publishScreenshot(
  seen: Page | Locator,
  name: string
): Promise<void> {
  const path = await keepScreenshot(seen, name)
  if (process.env["UPDATE_SCREENSHOTS"] !== "1") return
  mkdirSync(PUBLISHED, { recursive: true })
  copyFileSync(path, join(PUBLISHED, `${name}.png`))
}
