import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { listSavedCardsWorkflow } from "../../../../workflows/checkout/saved-cards"
import { answerCustomer } from "./answer-customer"
import type { SavedCardsAnswer } from "./responses"

/** The cards that Stripe remembers for the signed-in customer, read from Stripe now. */
export async function GET(
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse
): Promise<void> {
  await answerCustomer(req, res, async (customer_id) => {
    const { result } = await listSavedCardsWorkflow(req.scope).run({
      input: { customer_id },
    })
    const answer: SavedCardsAnswer = {
      saved_cards: result.map((card) => ({
        id: card.id,
        brand: card.brand,
        last4: card.last4,
        exp_month: card.expMonth,
        exp_year: card.expYear,
        wallet: card.wallet,
        saved_at: new Date(card.savedAt * 1000).toISOString(),
      })),
    }
    return answer
  })
}
