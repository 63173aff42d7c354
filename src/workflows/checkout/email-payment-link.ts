import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import { quote } from "../../modules/stripe-checkout/domain/quote"
import { readOrderBalance } from "../medusa/order-balance"
import { recordEmail } from "../medusa/link-terms"
import { resolveModule } from "../support/module"
import { hasSubscriber } from "../support/subscribers"
import { announcePaymentLink } from "../synchronization/announce-payment-link"
import {
  type CreatePaymentLinkInput,
  type CreatePaymentLinkResult,
  createPaymentLinkWorkflow,
} from "./create-payment-link"
import { paymentLinkError } from "./payment-link-refusals"

export interface EmailPaymentLinkInput extends CreatePaymentLinkInput {
  /** The same request id requests one e-mail; at most 200 characters. */
  request_id?: string
}

const EVENT = "stripe_checkout.payment_link_email_requested"

/** Why no e-mail can be requested: the order has no address, or nobody would send it. */
export type EmailRefusal = "no_email" | "no_subscriber"

export function refuseEmail(
  container: MedusaContainer,
  email: string | null
): EmailRefusal | null {
  if (!email) {
    return "no_email"
  }
  // The plugin sends no e-mails itself: without a subscriber the request would come to
  // nothing, and nobody would know.
  return hasSubscriber(container, EVENT) ? null : "no_subscriber"
}

/** @throws MedusaError with a code that says why no e-mail can be sent. */
const requireRecipientStep = createStep(
  "require-recipient",
  async ({ order_id }: EmailPaymentLinkInput, { container }) => {
    const balance = await readOrderBalance(container, order_id)
    if (!balance) {
      throw paymentLinkError("order_unknown")
    }
    const refusal = refuseEmail(container, balance.email)
    if (refusal) {
      throw paymentLinkError(refusal)
    }
    return new StepResponse(null)
  }
)

interface RequestedEmail {
  readonly input: EmailPaymentLinkInput
  readonly link: CreatePaymentLinkResult
}

const requestEmailStep = createStep(
  "request-email",
  async ({ input, link }: RequestedEmail, { container }) => {
    const { actor, order_id, request_id } = input
    // Where a hold was incremented, there is nothing to send.
    if (link.url !== null && !(await wasRequested(container, input))) {
      await announcePaymentLink(container, {
        orderId: order_id,
        link,
        event: "payment_link_email_requested",
        actor: actor ?? null,
        requestId: request_id ?? null,
      })
      await recordEmail(container, order_id, link.payment_session_id)
    }
    return new StepResponse(link)
  }
)

/** @throws MedusaError of type `conflict` when the id was used for another request. */
async function wasRequested(
  container: MedusaContainer,
  { order_id, request_id }: EmailPaymentLinkInput
): Promise<boolean> {
  const { requests } = resolveModule(container)
  const recorded = request_id ? await requests.find(request_id) : null
  const isSame =
    recorded?.kind === "payment_link_email" && recorded.order_id === order_id
  if (recorded && !isSame) {
    throw new MedusaError(
      MedusaError.Types.CONFLICT,
      `The request id ${quote(request_id ?? "")} was used before, for something else. Use a new id for a new request.`
    )
  }
  return isSame
}

/**
 * Creates a payment link as `createPaymentLinkWorkflow` does, or takes the one that exists,
 * and emits `stripe_checkout.payment_link_email_requested` with all that an e-mail needs. A
 * subscriber of the store sends it. Where a hold was incremented instead, there is nothing to
 * send, and nothing is emitted.
 *
 * @returns the pay link and what it requests, or the hold that was incremented.
 * @throws MedusaError as `createPaymentLinkWorkflow`, and of type
 * `MedusaError.Types.NOT_ALLOWED` with `code`
 * - `stripe_checkout_no_email`: the order has no e-mail address.
 * - `stripe_checkout_no_subscriber`: nothing in the store subscribes to the event.
 *
 * or of type `MedusaError.Types.CONFLICT` when `request_id` was used for another request.
 * @example
 * import { emailPaymentLinkWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
 * await emailPaymentLinkWorkflow(container).run({ input: { order_id: "order_123" } })
 */
export const emailPaymentLinkWorkflow = createWorkflow(
  "email-payment-link",
  (input: EmailPaymentLinkInput) => {
    requireRecipientStep(input)
    const link = createPaymentLinkWorkflow.runAsStep({ input })
    return new WorkflowResponse(requestEmailStep({ input, link }))
  }
)
