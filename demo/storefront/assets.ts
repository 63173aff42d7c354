import { readdirSync, readFileSync } from "node:fs"
import { extname, join } from "node:path"

const FOLDER = join(__dirname, "public")

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
}

type Asset = { readonly type: string; readonly body: string }

/** Read each time, so that a reload shows what has just been written. Only what lies in the folder has a name that is known here. */
export function readAsset(name: string): Asset | null {
  const type = TYPES[extname(name)]
  if (type === undefined || !readdirSync(FOLDER).includes(name)) return null
  return { type, body: readFileSync(join(FOLDER, name), "utf8") }
}
