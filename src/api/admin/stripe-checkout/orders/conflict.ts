import type { MedusaResponse } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"

import { readError } from "../../../../workflows/support/workflow-error"

export interface Conflict {
  readonly type: string
  readonly message: string
}

/** Medusa's error handler would replace the message with one about idempotency keys. */
export function answerConflict(
  res: MedusaResponse<Conflict>,
  message: string
): void {
  res.status(409).json({ type: MedusaError.Types.CONFLICT, message })
}

/** Answers with what the work returns, or with 409 and the reason where it conflicts. */
export async function answerUnlessConflict<Answer>(
  res: MedusaResponse<Answer | Conflict>,
  work: () => Promise<Answer>
): Promise<void> {
  try {
    res.json(await work())
  } catch (error) {
    const { type, message } = readError(error)
    if (type !== MedusaError.Types.CONFLICT) {
      throw error
    }
    answerConflict(res, message)
  }
}
