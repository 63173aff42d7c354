import type { FormParams } from "./parse-form"

/** What arrived and what was answered, for tests that count calls. The API key is not kept. */
export type LoggedRequest = {
  id: string
  method: string
  path: string
  params: FormParams
  idempotency_key: string | null
  api_version: string | null
  account: string | null
  /** Null when the connection was cut before an answer. */
  status: number | null
  replayed: boolean
  at: number
}

/** Where the Dashboard shows the request, to whoever may see the account. */
export function logUrlOf({
  id,
  log,
}: {
  id: string
  log: LoggedRequest
}): string | null {
  return log.account === null
    ? null
    : `https://dashboard.stripe.com/${log.account}/test/workbench/logs?object=${id}`
}
