import type Stripe from "stripe"
import type { Call } from "../api/route"
import {
  invalidRequest,
  mustBeAtLeastOne,
  noSuchGiven,
} from "../api/stripe-error"
import { checkEmail } from "../checkout/address-rules"
import { unknownCurrency } from "../checkout/line-item-rules"
import { checkStatementDescriptor } from "../checkout/statement-descriptor-rules"
import { checkStep, largestAmount } from "../checkout/total-rules"
import { errorAmount, isCurrency, minimumAmount } from "../money/currency"
import type { StripeAccount } from "../state/account"
import { checkMetadata } from "./metadata"
import { checkReferences } from "./referenced"
import { assertImitated } from "./unimitated"

type CreateParams = Stripe.PaymentIntentCreateParams

const imitated = [
  "amount",
  "automatic_payment_methods",
  "capture_method",
  "currency",
  "customer",
  "description",
  "expand",
  "metadata",
  "payment_method",
  "payment_method_options",
  "receipt_email",
  "setup_future_usage",
  "shipping",
  "statement_descriptor_suffix",
  "transfer_group",
]

/** A PaymentIntent that the merchant's own server creates: cards only, and confirmed by the shopper's browser. */
export function checkCreate({ account, params }: Call<CreateParams>): void {
  assertImitated(params, imitated, "of a new PaymentIntent")
  if (!isCurrency(params.currency)) {
    throw unknownCurrency(params.currency, "currency")
  }
  checkAmount(params.amount, params.currency)
  checkReferences(
    account,
    params.customer === undefined ? {} : { customer: params.customer }
  )
  checkPaymentMethod(account, params)
  checkHow(params)
  checkStatementDescriptor(
    params.statement_descriptor_suffix,
    "statement_descriptor_suffix"
  )
  checkEmail(params.receipt_email, "receipt_email")
  checkMetadata(params.metadata)
}

/** A card that belongs to a customer can pay for nobody else. */
function checkPaymentMethod(
  { paymentMethods }: StripeAccount,
  { customer, payment_method: id }: CreateParams
): void {
  if (id === undefined) {
    return
  }
  const method = paymentMethods.get(id)
  if (method === undefined) {
    throw noSuchGiven("PaymentMethod", id, "payment_method")
  }
  if (method.customer === null) {
    throw invalidRequest(
      "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use a PaymentMethod multiple times, you must attach it to a Customer first.",
      { param: "payment_method" }
    )
  }
  if (method.customer !== customer) {
    throw invalidRequest(
      `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`,
      { param: "payment_method" }
    )
  }
}

/** Limits of the amount, on creation and on every change. */
export function checkAmount(amount: number, currency: string): void {
  if (amount < 1) {
    throw mustBeAtLeastOne("amount")
  }
  const minimum = minimumAmount(currency)
  if (amount < minimum) {
    throw invalidRequest(
      `Amount must be at least ${errorAmount(minimum, currency)}`,
      { code: "amount_too_small", param: "amount" }
    )
  }
  if (amount > largestAmount) {
    throw invalidRequest(
      `Amount must be no more than ${errorAmount(largestAmount, currency)}`,
      { code: "amount_too_large", param: "amount" }
    )
  }
  checkStep(amount, currency, "amount")
}

/** The emulator imitates a merchant who charges a saved card; a shopper confirms on a page. */
export function checkConfirm({
  params,
}: Call<Stripe.PaymentIntentConfirmParams>): void {
  assertImitated(params, ["off_session", "expand"], "of a confirmation")
  if (params.off_session !== true) {
    throw invalidRequest(
      "The emulator imitates confirmations by the merchant with off_session only.",
      { param: "off_session" }
    )
  }
}

function checkHow({
  automatic_payment_methods: automatic,
  payment_method_options: options = {},
}: CreateParams): void {
  if (automatic?.enabled === false) {
    throw invalidRequest(
      "The emulator imitates PaymentIntents with automatic payment methods only.",
      { param: "automatic_payment_methods[enabled]" }
    )
  }
  // Options of payment methods that the account has not activated have no effect.
  const card = options.card === "" ? undefined : options.card
  assertImitated(
    card ?? {},
    ["capture_method", "request_three_d_secure"],
    "among a new PaymentIntent's options of cards"
  )
}
