import type { Answer } from "./answer"

/** Null while the first request with this key is still being worked on. */
export type StoredAnswer = {
  path: string
  fingerprint: string
  storedAt: number
  answer: Answer | null
}
