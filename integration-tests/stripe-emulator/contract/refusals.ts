import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { refusal } from "./shop"

/** What the error says; what is not named here may be anything. */
export type ErrorFacts = {
  statusCode?: number
  code?: string | undefined
  param?: string | undefined
  message?: string
}

/** One request that Stripe refuses: what is claimed, what is sent, what comes back. */
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
