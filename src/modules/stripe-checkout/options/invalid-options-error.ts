/**
 * One error for everything that is wrong with the options.
 */
export class InvalidOptionsError extends Error {
  constructor(problems: readonly string[]) {
    super(
      `The options of medusa-payment-stripe-checkout cannot be used:\n${[
        ...new Set(problems),
      ]
        .map((problem) => `  - ${problem}`)
        .join("\n")}`
    )
    this.name = "InvalidOptionsError"
  }
}
