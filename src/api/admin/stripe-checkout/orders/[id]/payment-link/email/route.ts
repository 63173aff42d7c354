import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"

import { emailPaymentLinkWorkflow } from "../../../../../../../workflows/checkout/email-payment-link"
import { answerUnlessConflict, type Conflict } from "../../../conflict"
import { linkChoices } from "../../../link-choices"
import type { PaymentLinkAnswer } from "../../../responses"
import type { EmailPaymentLink } from "../../../validators"

/** Asks the store to send the payment link to the customer, in the user's name. */
export async function POST(
  req: AuthenticatedMedusaRequest<EmailPaymentLink>,
  res: MedusaResponse<PaymentLinkAnswer | Conflict>
): Promise<void> {
  const { request_id } = req.validatedBody
  await answerUnlessConflict(res, async () => {
    const { result } = await emailPaymentLinkWorkflow(req.scope).run({
      input: {
        order_id: req.params["id"] ?? "",
        actor: req.auth_context.actor_id,
        ...linkChoices(req.validatedBody),
        ...(request_id === undefined ? {} : { request_id }),
      },
    })
    return result
  })
}
