import { existsSync } from "node:fs"
import { type Browser, chromium } from "playwright-core"

const PATH = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium"

/** The system's browser; tests do not download one. */
export const CHROMIUM = {
  executablePath: PATH,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
  ],
}

export async function launchChromium(): Promise<Browser> {
  if (!existsSync(PATH)) {
    throw new Error(
      `There is no Chromium at ${PATH}. On Debian: apt-get install chromium. Elsewhere set CHROMIUM_PATH to Chromium or Chrome.`
    )
  }
  return chromium.launch(CHROMIUM)
}
