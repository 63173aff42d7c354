/**
 * The bodies of the order routes. The messages name their field, because Medusa passes
 * them on as they are.
 */
import { z } from "@medusajs/framework/zod"

/** Longer than any id or status that somebody chose on purpose. */
const LONGEST_TEXT = 200

function shortText(field: string) {
  return z
    .string()
    .trim()
    .refine((text) => text !== "", `${field} must not be empty.`)
    .refine(
      (text) => text.length <= LONGEST_TEXT,
      `${field} must not be longer than ${LONGEST_TEXT} characters.`
    )
}

/** A second request with the same id moves no money. */
export const requestId = shortText("request_id").optional()

/** Stripe accepts at most 12 digits; above that, JavaScript's numbers are no longer exact to the cent. */
const LARGEST_AMOUNT = 999_999_999_999

function amountOf(field: string) {
  return z
    .number()
    .refine((amount) => amount > 0, `${field} must be more than zero.`)
    .refine(
      (amount) => amount <= LARGEST_AMOUNT,
      `${field} must be at most ${LARGEST_AMOUNT}.`
    )
}

export const CaptureOrder = z.strictObject({
  /** Major units. Absent: what is held, but no more than is outstanding. */
  amount: amountOf("amount").optional(),
  request_id: requestId,
})
export type CaptureOrder = z.infer<typeof CaptureOrder>

export const ReleaseOrder = z.strictObject({ request_id: requestId })
export type ReleaseOrder = z.infer<typeof ReleaseOrder>

export const SetOrderStatus = z.strictObject({
  status: shortText("status"),
})
export type SetOrderStatus = z.infer<typeof SetOrderStatus>

export const CreatePaymentLink = z.strictObject({
  /** The Stripe account's name in the options. Absent: the one that suits the order. */
  account: shortText("account").optional(),
  /** Major units. Null takes all that is missing. Absent leaves an open link as it is. */
  amount: amountOf("amount").nullable().optional(),
  /** Null never expires. Absent leaves an open link as it is. */
  expires_at: z.iso
    .datetime({
      offset: true,
      error: "expires_at must be a date and time such as 2027-01-31T12:00:00Z.",
    })
    .nullable()
    .optional(),
})
export type CreatePaymentLink = z.infer<typeof CreatePaymentLink>

export const EmailPaymentLink = CreatePaymentLink.extend({
  request_id: requestId,
})
export type EmailPaymentLink = z.infer<typeof EmailPaymentLink>

export const ApproveReview = z.strictObject({})
export type ApproveReview = z.infer<typeof ApproveReview>

export const SynchronizeOrder = z.strictObject({})
export type SynchronizeOrder = z.infer<typeof SynchronizeOrder>

export const ChargeSavedCard = z.strictObject({
  /** Major units, as the person who confirmed has seen it. */
  amount: amountOf("amount"),
  /** The card that they have seen. */
  saved_card_id: shortText("saved_card_id"),
})
export type ChargeSavedCard = z.infer<typeof ChargeSavedCard>
