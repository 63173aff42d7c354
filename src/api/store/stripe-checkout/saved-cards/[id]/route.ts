import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { removeSavedCardWorkflow } from "../../../../../workflows/checkout/saved-cards"
import { isId } from "../../../../stripe-checkout/http"
import { answerCustomer } from "../answer-customer"
import type { SavedCardRemoved } from "../responses"

/** Makes Stripe forget one of the signed-in customer's own cards. */
export async function DELETE(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> {
  const { id } = req.params
  await answerCustomer(req, res, async (customer_id) => {
    const { result } = await removeSavedCardWorkflow(req.scope).run({
      // What cannot be an id is nobody's card either.
      input: { customer_id, saved_card_id: isId(id) ? id : "none" },
    })
    const answer: SavedCardRemoved = {
      id: result.id,
      object: "saved_card",
      deleted: true,
    }
    return answer
  })
}
