/**
 * Medusa's admin is compiled when a browser asks for it, which takes half a minute. This asks first, for every module
 * that a browser would load, so that the first visitor sees a page and not a blank window.
 */
import { setTimeout as pause } from "node:timers/promises"

/** Only a slow start is lost if it takes longer. */
const PATIENCE_MS = 150_000
const AT_ONCE = 8
const PAUSE_MS = 500

/** What Vite writes into a module: `from "/app/…"`, `import "/app/…"` and `import("/app/…")`. */
const IMPORT = /(?:from|import)\s*\(?\s*["'](\/app\/[^"']+)["']/g
const SCRIPT = /<script[^>]+src="(\/app\/[^"]+)"/g

/** @param admin its URL, which ends in `/app` */
export async function warmAdmin(
  admin: string,
  signal: AbortSignal | undefined
): Promise<void> {
  const end = AbortSignal.any([
    AbortSignal.timeout(PATIENCE_MS),
    ...(signal ? [signal] : []),
  ])
  // While Vite is still discovering packages it refuses what is outdated, and a browser would reload.
  while (!end.aborted && !(await loadAll(admin, end))) {
    await pause(PAUSE_MS)
  }
}

/** @returns whether every module was there */
async function loadAll(admin: string, end: AbortSignal): Promise<boolean> {
  const page = await read(`${admin}/`, end)
  const waiting = found(page ?? "", SCRIPT)
  const seen = new Set(waiting)
  const add = (path: string): void => {
    if (!seen.has(path)) waiting.push(path)
    seen.add(path)
  }
  let isComplete = page !== null && waiting.length > 0
  const work = async (): Promise<void> => {
    for (let path = waiting.pop(); path; path = waiting.pop()) {
      const text = await read(new URL(path, admin).href, end)
      isComplete &&= text !== null
      found(text ?? "", IMPORT).forEach(add)
    }
  }
  // One that finds nothing to do ends, so each module's imports get workers of their own.
  while (waiting.length > 0 && !end.aborted) {
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  }
  return isComplete
}

/** Null if it cannot be loaded now. */
async function read(url: string, end: AbortSignal): Promise<string | null> {
  try {
    const answer = await fetch(url, { signal: end })
    return answer.ok ? await answer.text() : null
  } catch {
    return null
  }
}

function found(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, path]) => path ?? "")
}
