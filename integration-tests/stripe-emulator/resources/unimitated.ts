import { invalidRequest } from "../api/stripe-error"

/** Parameters that Stripe knows and the emulator does not implement are rejected, never ignored. */
export function assertImitated(
  params: object,
  imitated: readonly string[],
  where: string
): void {
  const param = Object.keys(params).find((name) => !imitated.includes(name))
  if (param !== undefined) {
    throw invalidRequest(
      `The emulator does not imitate \`${param}\` ${where}.`,
      { param }
    )
  }
}
