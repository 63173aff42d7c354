/**
 * Choices of payment methods with which Stripe's page would offer none.
 */
import { mergeEntry } from "../domain/checkout/checkout-for"
import { limitsOf } from "../domain/method-limits"
import type { ResolvedOptions } from "./schema"

type Choice = Pick<ResolvedOptions, "checkout" | "captureMethod">

export function findImpossibleHolds(
  options: Choice & Pick<ResolvedOptions, "checkoutFor">
): string[] {
  const { checkout, captureMethod, checkoutFor } = options
  return [
    ...describe("checkout", { checkout, captureMethod }),
    ...checkoutFor
      .map((entry) => mergeEntry({ checkout, captureMethod }, entry))
      .flatMap((choice, index) =>
        describe(`checkoutFor.${index}.checkout`, choice)
      ),
  ]
}

function describe(
  option: string,
  { checkout, captureMethod }: Choice
): string[] {
  const allowed = checkout.allowed_payment_method_types ?? []
  const isOffered = allowed.some((type) => limitsOf(type)?.canBeHeld !== false)
  return captureMethod === "manual" && allowed.length > 0 && !isOffered
    ? [
        `captureMethod is "manual", and ${option}.allowed_payment_method_types names only methods that cannot hold money (${allowed.join(", ")}), so Stripe's page offers none. Set captureMethod to "manual_where_possible" or "automatic" there, or allow a method that can hold.`,
      ]
    : []
}
