import type { Answer } from "./answer"

/** The first answer under an idempotency key; `answer` is null while that request is still running. */
export type StoredAnswer = {
  path: string
  fingerprint: string
  storedAt: number
  answer: Answer | null
}
