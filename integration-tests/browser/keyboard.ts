import type { Locator } from "playwright-core"
import { waitUntil } from "../support/wait-until"

/** Whoever uses no mouse goes on from there. */
export async function expectFocus(on: Locator): Promise<void> {
  await waitUntil("the keyboard focus", () =>
    on.evaluate((element) => {
      const { ownerDocument } = element as unknown as InPage
      return ownerDocument.activeElement === element
    })
  )
}

/** Playwright presses a key on a disabled button, too, and then whatever has the focus gets it. */
export async function pressEnter(button: Locator): Promise<void> {
  await button.click({ trial: true })
  await button.press("Enter")
}

/** Not beside the window, where only a finger finds it. */
export async function expectOnScreen(part: Locator): Promise<void> {
  await waitUntil("it to be on the screen", () =>
    part.evaluate((element) => {
      const shown = element as unknown as InPage
      const { left, right } = shown.getBoundingClientRect()
      return left >= 0 && right <= shown.ownerDocument.body.clientWidth
    })
  )
}

/** What these need of an element: the tests are compiled without the browser's types. */
interface InPage {
  readonly ownerDocument: {
    readonly activeElement: unknown
    readonly body: { readonly clientWidth: number }
  }
  getBoundingClientRect(): { readonly left: number; readonly right: number }
}
