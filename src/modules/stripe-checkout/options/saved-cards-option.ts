/**
 * The option about cards that signed-in customers let Stripe remember, and what it does not
 * go together with in `checkout`.
 */
import { z } from "@medusajs/framework/zod"

import type { SavedCards } from "../domain/saved-card"
import type { AllowedCheckoutParams } from "./checkout-params"

export const savedCardsOption = z
  .enum(["off", "ask", "off_session"])
  .default("off")

interface CheckedOptions {
  readonly savedCards: SavedCards
  readonly checkout: AllowedCheckoutParams
}

interface Issues {
  addIssue(issue: { code: "custom"; path: string[]; message: string }): void
}

/** Two places that say what is saved would leave it open which of them counts. */
export function validateSavedCards(
  { savedCards, checkout }: CheckedOptions,
  context: Issues
): void {
  if (savedCards === "off") {
    return
  }
  if (savedCards === "ask" && checkout.saved_payment_method_options) {
    context.addIssue({
      code: "custom",
      path: ["checkout", "saved_payment_method_options"],
      message: `cannot be set together with savedCards: "${savedCards}", which sets it. Remove one of the two.`,
    })
  }
  for (const path of pathsThatSaveWithoutAsking(checkout)) {
    context.addIssue({
      code: "custom",
      path: ["checkout", ...path],
      message: `cannot be set together with savedCards: "${savedCards}", which says whose cards are saved, and what for. Remove one of the two.`,
    })
  }
  const agreement = checkout.consent_collection?.payment_method_reuse_agreement
  if (savedCards === "off_session" && agreement?.position === "hidden") {
    context.addIssue({
      code: "custom",
      path: [
        "checkout",
        "consent_collection",
        "payment_method_reuse_agreement",
      ],
      message: `cannot be hidden together with savedCards: "off_session": it is what the customer agrees to. Remove one of the two.`,
    })
  }
}

const SAVES = "setup_future_usage"

function pathsThatSaveWithoutAsking({
  payment_intent_data,
  payment_method_options,
}: AllowedCheckoutParams): string[][] {
  const ofIntent = isSet(payment_intent_data) ? ["payment_intent_data"] : []
  const ofMethods = Object.entries(payment_method_options ?? {}).flatMap(
    ([method, options]) => (isSet(options) ? [method] : [])
  )
  return [
    ...ofIntent.map((name) => [name, SAVES]),
    ...ofMethods.map((method) => ["payment_method_options", method, SAVES]),
  ]
}

/** Stripe's `none` saves nothing. */
function isSet(group: unknown): boolean {
  const value =
    typeof group === "object" && group !== null && SAVES in group
      ? group[SAVES]
      : undefined
  return value !== undefined && value !== "none"
}
