import type { FormParams } from "./parse-form"

/** One request and the status of its answer, for tests that count calls. The API key is not kept. */
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

/** Where the Dashboard shows the request, for those who can see the account. */
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
