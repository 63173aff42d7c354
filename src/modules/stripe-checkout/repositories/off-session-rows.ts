/**
 * Which payment rows are those of payments without the customer, as `isOffSession` says of one.
 *
 * @param payment the name of the payment's row
 */
export const isOffSessionRow = (payment: string): string => `
  (${payment}.payment_intent_id is not null and ${payment}.checkout_session_id is null
   and ${payment}.page_hash is null)`
