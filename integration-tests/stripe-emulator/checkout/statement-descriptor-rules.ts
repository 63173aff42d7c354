import { invalidRequest, tooLong } from "../api/stripe-error"

const longestDescriptor = 22
const forbidden = ["<", ">", "\\", "'", '"', "*"]

/** The text on the shopper's bank statement. */
export function checkStatementDescriptor(
  descriptor: string | undefined,
  param: string
): void {
  if (descriptor === undefined) {
    return
  }
  const character = forbidden.find((sign) => descriptor.includes(sign))
  if (character !== undefined) {
    throw invalidRequest(
      `The statement descriptor cannot include ${character}.`,
      { param }
    )
  }
  if (!/[a-z]/i.test(descriptor)) {
    throw invalidRequest(
      "The statement descriptor must contain at least one Latin character.",
      { param }
    )
  }
  if (descriptor.length > longestDescriptor) {
    throw tooLong(descriptor, longestDescriptor, param)
  }
}
