import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { describeReason } from "../../../../../modules/stripe-checkout/domain/reasons/reason"
import { checkSettings } from "../../../../../modules/stripe-checkout/options/order-settings-option"
import {
  TRIAL_DAYS,
  type TrialExample,
  trySettings,
} from "../../../../../workflows/settings/try-rules"
import { readOrderNumbers } from "../../references/payment-references"
import type { TrialAnswer, TrialExampleDescription } from "../responses"
import { describeProblem, readSettings } from "../settings-view"
import type { TrySettings } from "../validators"

const UNTRIED = {
  days: TRIAL_DAYS,
  orders_checked: 0,
  is_complete: true,
  captures: 0,
  releases: 0,
  added: 0,
  dropped: 0,
  examples: [],
}

/** What these settings would have done with the orders of the last 30 days. Changes nothing. */
export async function POST(
  req: AuthenticatedMedusaRequest<TrySettings>,
  res: MedusaResponse<TrialAnswer>
): Promise<void> {
  const checked = checkSettings(readSettings(req.validatedBody.settings))
  if (!checked.isValid) {
    res.json({ ...UNTRIED, problems: checked.problems.map(describeProblem) })
    return
  }
  const trial = await trySettings(req.scope, checked.settings)
  const numbers = await readOrderNumbers(
    req.scope,
    trial.examples.map(({ orderId }) => orderId)
  )
  res.json({
    problems: [],
    days: TRIAL_DAYS,
    orders_checked: trial.ordersChecked,
    is_complete: trial.isComplete,
    captures: trial.captures,
    releases: trial.releases,
    added: trial.added,
    dropped: trial.dropped,
    examples: trial.examples.map((example) =>
      describeExample(example, numbers.get(example.orderId))
    ),
  })
}

function describeExample(
  example: TrialExample,
  displayId: number | undefined
): TrialExampleDescription {
  return {
    order_id: example.orderId,
    display_id: displayId ?? null,
    kind: example.kind,
    at: example.at,
    amount: example.amount,
    currency_code: example.currencyCode,
    is_new: example.isNew,
    ...describeReason(example.reason),
  }
}
