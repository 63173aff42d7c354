import { type ResolvedOptions, resolveOptions } from "./options"

/**
 * Medusa writes the database's connection into the options that it hands to a
 * plugin's modules. It is no option of ours, and never to be kept or shown.
 */
export function readModuleOptions(options: unknown): ResolvedOptions {
  if (typeof options !== "object" || options === null) {
    return resolveOptions(options ?? {})
  }
  const { database: _database, ...ours } = options as Record<string, unknown>
  return resolveOptions(ours)
}
