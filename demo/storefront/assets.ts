import { readdirSync, readFileSync } from "node:fs"
import { extname, join } from "node:path"

const FOLDER = join(__dirname, "public")

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
}

type Asset = { readonly type: string; readonly body: string }

/** Read on every request, so that a reload shows the latest change. Only names of files in the folder are accepted. */
export function readAsset(name: string): Asset | null {
  const type = TYPES[extname(name)]
  if (type === undefined || !readdirSync(FOLDER).includes(name)) return null
  return { type, body: readFileSync(join(FOLDER, name), "utf8") }
}
