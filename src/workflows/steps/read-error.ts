/**
 * Errors that leave a workflow are plain objects: type, code and message are what
 * is left of them.
 */
export interface ReadableError {
  readonly code: string | null
  readonly type: string | null
  readonly message: string
}

export function readError(error: unknown): ReadableError {
  return {
    code: readText(error, "code"),
    type: readText(error, "type"),
    message: readText(error, "message") ?? "An unknown error occurred.",
  }
}

function readText(error: unknown, key: string): string | null {
  if (typeof error !== "object" || error === null) {
    return null
  }
  const value = (error as Record<string, unknown>)[key]
  return typeof value === "string" && value !== "" ? value : null
}
