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
