/**
 * One error for everything that is wrong with the options.
 */
const SUMMARY = "The options of medusa-payment-stripe-checkout cannot be used"

export class InvalidOptionsError extends Error {
  /** One sentence each. */
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(SUMMARY)
    this.name = "InvalidOptionsError"
    this.problems = [...new Set(problems)]
    // Medusa logs the message and then the stack, which would repeat the list. Reading the
    // stack fixes it; with ts-node it would be written only later, with the new message.
    this.stack = String(this.stack)
    const list = this.problems.map((problem) => `  - ${problem}`)
    this.message = `${SUMMARY}:\n${list.join("\n")}`
  }
}
