import { readFile } from "node:fs/promises"
import type { Snapshot } from "./difference"

export async function readLogFiles(
  paths: readonly string[]
): Promise<Snapshot["logLines"]> {
  const files = await Promise.all(
    paths.map(async (path) => ({ path, text: await readFile(path, "utf8") }))
  )
  return files.flatMap(({ path, text }) =>
    text
      .split("\n")
      .map((line, index) => ({ place: `${path}:${index + 1}`, text: line }))
  )
}
