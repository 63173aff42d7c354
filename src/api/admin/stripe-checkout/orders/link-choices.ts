import type { CreatePaymentLinkInput } from "../../../../workflows/checkout/create-payment-link"
import type { CreatePaymentLink } from "./validators"

/** What a body chooses for the link; what it leaves out stays out. */
export function linkChoices({
  account,
  amount,
  expires_at,
}: CreatePaymentLink): Pick<
  CreatePaymentLinkInput,
  "account" | "amount" | "expires_at"
> {
  return {
    ...(account === undefined ? {} : { account }),
    ...(amount === undefined ? {} : { amount }),
    ...(expires_at === undefined ? {} : { expires_at }),
  }
}
