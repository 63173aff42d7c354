/**
 * Whether a request id was used before, and for the same request: then its result is
 * repeated.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"

import {
  formatMoney,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import { quote } from "../../modules/stripe-checkout/domain/quote"
import type { RecordedRequest } from "../../modules/stripe-checkout/repositories/order-requests"
import { resolveModule } from "../support/module"

/** @throws MedusaError of type `conflict` when it was used for another request. */
export async function findRecorded(
  container: MedusaContainer,
  requestId: string | undefined,
  isSame: (recorded: RecordedRequest) => boolean
): Promise<RecordedRequest | null> {
  const { requests } = resolveModule(container)
  const recorded = requestId ? await requests.find(requestId) : null
  if (recorded && !isSame(recorded)) {
    throw new MedusaError(
      MedusaError.Types.CONFLICT,
      `The request id ${quote(requestId ?? "")} was used before, for ${describe(recorded)}. Use a new id for a new request.`
    )
  }
  return recorded
}

const NAMES: Readonly<Record<RecordedRequest["kind"], string>> = {
  capture: "the capture",
  release: "the release",
  place_order: "another attempt to place the order",
  payment_link: "the payment link",
  payment_link_email: "the e-mail with the payment link",
  hold_increment: "the increment of the hold",
  saved_card_charge: "the charge of the saved card",
}

function describe(recorded: RecordedRequest): string {
  const { kind, order_id, requested_amount, currency_code } = recorded
  const amount =
    requested_amount === null
      ? ""
      : ` of ${formatMoney(toMinorUnits(requested_amount, currency_code), currency_code)}`
  const subject = order_id
    ? `order ${order_id}`
    : `payment ${recorded.payment_session_id}`
  return `${NAMES[kind]}${amount} of ${subject}`
}
