import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { refusal } from "./shop"

/** Expected fields of the error; other fields are not checked. */
export type ErrorFacts = {
  statusCode?: number
  code?: string | undefined
  param?: string | undefined
  message?: string
}

/** One request that Stripe rejects: the behavior, the parameters and the expected error. */
export type Refusal = readonly [
  sentence: string,
  params: object,
  expected: ErrorFacts,
]

/** One behavior for each row of a table. */
export function describeRefusals(
  source: Source,
  rows: readonly Refusal[],
  send: (params: object) => Promise<unknown>
): void {
  for (const [sentence, params, expected] of rows) {
    behavior(source, sentence, async () => {
      const error = await refusal(send(params))
      expect(factsOf(error)).toMatchObject({ statusCode: 400, ...expected })
      expect(error.requestId).toMatch(/^req_/)
    })
  }
}

function factsOf(error: InstanceType<typeof Stripe.errors.StripeError>) {
  const { code, message, param, rawType, statusCode } = error
  return { code, message, param, rawType, statusCode }
}
