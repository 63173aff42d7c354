import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { chargeSavedCardWorkflow } from "../../../../../../../workflows/checkout/charge-saved-card"
import type { ChargeSavedCardAnswer } from "../../../saved-card-responses"
import type { ChargeSavedCard } from "../../../validators"

/** Charges the customer's card for all that the order owes, as the merchant has confirmed it. */
export async function POST(
  req: AuthenticatedMedusaRequest<ChargeSavedCard>,
  res: MedusaResponse<ChargeSavedCardAnswer>
): Promise<void> {
  const { amount, saved_card_id } = req.validatedBody
  const { result } = await chargeSavedCardWorkflow(req.scope).run({
    input: {
      order_id: req.params["id"] ?? "",
      saved_card_id,
      amount,
      actor: req.auth_context.actor_id,
    },
  })
  res.json(result)
}
