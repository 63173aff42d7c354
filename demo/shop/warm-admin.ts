/**
 * Medusa's admin is compiled when a browser asks for it, which takes half a minute. This asks first, for every module
 * that a browser would load, so that the first visitor sees a page and not a blank window.
 */
import { setTimeout as pause } from "node:timers/promises"

/** Only a slow first visit is lost if it takes longer. */
const PATIENCE_MS = 150_000
const AT_ONCE = 8
const PAUSE_MS = 500

/** The page's own script, and what Vite writes into modules: paths, never names of packages. */
const SCRIPT = /<script type="module" src="([^"]+)"/g
const IMPORT = /(?:from|import)\s*\(?\s*["']((?:\/|\.\.?\/)[^"'\s]+)["']/g

/** @param admin its URL, which ends in `/app` */
export async function warmAdmin(
  admin: string,
  signal: AbortSignal | undefined
): Promise<void> {
  const end = AbortSignal.any([
    AbortSignal.timeout(PATIENCE_MS),
    ...(signal ? [signal] : []),
  ])
  // While Vite is still discovering packages it refuses what is outdated, and a browser would reload. What is refused
  // twice is no module.
  let refused = ""
  while (!end.aborted) {
    const now = (await loadAll(`${admin}/`, end)).toSorted().join()
    if (now === "" || now === refused) return
    refused = now
    await pause(PAUSE_MS)
  }
}

/** @returns what could not be loaded */
async function loadAll(page: string, end: AbortSignal): Promise<string[]> {
  const waiting = [page]
  const seen = new Set(waiting)
  const refused: string[] = []
  const add = (url: string): void => {
    if (!seen.has(url)) waiting.push(url)
    seen.add(url)
  }
  const work = async (): Promise<void> => {
    for (let url = waiting.pop(); url; url = waiting.pop()) {
      const text = await read(url, end)
      if (text === null) refused.push(url)
      else modulesIn(text, url).forEach(add)
    }
  }
  // Who finds nothing to do ends, although another may still find something.
  while (waiting.length > 0 && !end.aborted) {
    await Promise.all(Array.from({ length: AT_ONCE }, work))
  }
  return refused
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

function modulesIn(text: string, url: string): string[] {
  const { origin } = new URL(url)
  return [SCRIPT, IMPORT]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(([, path = ""]) => path)
    .filter((path) => URL.canParse(path, url))
    .map((path) => new URL(path, url))
    .filter((module) => module.origin === origin)
    .map(({ href }) => href)
}
