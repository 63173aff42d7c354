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
    message: withoutStatement(
      readText(error, "message") ?? "An unknown error occurred."
    ),
  }
}

/**
 * The database layer puts the whole statement before what went wrong, with its values:
 * a shopper's address has no place in logs and reasons.
 */
function withoutStatement(message: string): string {
  const isStatement = /^(?:insert into|update|delete from|select) /i.test(
    message
  )
  const cause = message.lastIndexOf(" - ")
  return isStatement && cause >= 0
    ? `The database failed: ${message.slice(cause + 3)}.`
    : message
}

function readText(error: unknown, key: string): string | null {
  if (typeof error !== "object" || error === null) {
    return null
  }
  const value = (error as Record<string, unknown>)[key]
  return typeof value === "string" && value !== "" ? value : null
}
