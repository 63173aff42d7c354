import { MedusaError } from "@medusajs/framework/utils"
import {
  type PaymentFailureKind,
  StripePaymentError,
} from "../../../modules/stripe-checkout/domain/errors"
import { toMedusaError, unverifiedError } from "../errors"

describe("A failure as Medusa's error", () => {
  it.each<[PaymentFailureKind, string, string]>([
    ["temporary", "unexpected_state", "stripe_unavailable"],
    ["unknown_outcome", "unexpected_state", "stripe_unavailable"],
    ["misconfigured", "unexpected_state", "stripe_misconfigured"],
    ["not_permitted", "unexpected_state", "stripe_misconfigured"],
    ["unknown_object", "unexpected_state", "stripe_object_unknown"],
    ["refused", "not_allowed", "stripe_refused"],
  ])("%s is %s with the code %s", (kind, type, code) => {
    const error = toMedusaError(failure(kind, null))

    expect(error).toBeInstanceOf(MedusaError)
    expect(error).toMatchObject({ type, code, message: "It was declined." })
  })

  it("carries the issuer's reason in the text, which is all that travels", () => {
    expect(
      toMedusaError(failure("refused", "insufficient_funds"))
    ).toMatchObject({ message: "It was declined. (insufficient_funds)" })
  })

  it("leaves every other error as it is", () => {
    const error = new Error("x")

    expect(toMedusaError(error)).toBe(error)
  })

  it.each([
    ["not_paid", "payment_requires_more_error"],
    ["hold_gone", "payment_authorization_error"],
    ["mismatch", "not_allowed"],
  ] as const)("%s is no failure status but the error %s", (kind, type) => {
    const error = unverifiedError({
      isVerified: false,
      kind,
      code: "some_code",
      reason: "Because.",
    })

    expect(error).toMatchObject({
      type,
      code: "some_code",
      message: "Because.",
    })
  })
})

function failure(
  kind: PaymentFailureKind,
  code: string | null
): StripePaymentError {
  return new StripePaymentError({
    kind,
    code,
    message: "It was declined.",
    param: null,
    requestId: null,
  })
}
