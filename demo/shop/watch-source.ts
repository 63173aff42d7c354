import { watch } from "node:fs"
import { resolve } from "node:path"
import { setTimeout as pause } from "node:timers/promises"

const SOURCE = resolve(__dirname, "../../src")

/** Editors write a file in several steps. */
const SETTLE_MS = 300

/**
 * Calls back with the changed files, and never again before the previous call has finished. The admin is ignored: its
 * own server reloads the browser.
 */
export function watchSource(
  changed: (paths: readonly string[]) => Promise<void>
): () => Promise<void> {
  const waiting = new Set<string>()
  let work: Promise<void> | null = null
  const watcher = watch(SOURCE, { recursive: true }, (_event, path) => {
    if (path === null || /^admin\b|__tests__|(^|\/)\./.test(path)) return
    waiting.add(path)
    work ??= settle().finally(() => {
      work = null
    })
  })

  async function settle(): Promise<void> {
    while (waiting.size > 0) {
      await pause(SETTLE_MS)
      const paths = [...waiting]
      waiting.clear()
      await changed(paths).catch((error: unknown) => {
        console.error(String(error))
      })
    }
  }

  return async () => {
    watcher.close()
    waiting.clear()
    await work
  }
}
