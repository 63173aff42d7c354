import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { createPaymentLinkWorkflow } from "../../../../../../workflows/checkout/create-payment-link"
import { linkChoices } from "../../link-choices"
import type { PaymentLinkAnswer } from "../../responses"
import type { CreatePaymentLink } from "../../validators"

/** Creates a payment link for what the order still owes, or returns the one that exists. */
export async function POST(
  req: AuthenticatedMedusaRequest<CreatePaymentLink>,
  res: MedusaResponse<PaymentLinkAnswer>
): Promise<void> {
  const { result } = await createPaymentLinkWorkflow(req.scope).run({
    input: {
      order_id: req.params["id"] ?? "",
      actor: req.auth_context.actor_id,
      ...linkChoices(req.validatedBody),
    },
  })
  res.json(result)
}
