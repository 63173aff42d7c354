/**
 * How options that cannot be used stop Medusa: the log lists every problem, once.
 *
 * Medusa prints the error of a module up to three times, and the plugin's module and its
 * payment providers all need the options. So the list is logged here, and the error that
 * Medusa repeats is short.
 */
import type { Logger } from "@medusajs/framework/types"

import { InvalidOptionsError } from "./invalid-options-error"
import { logOnce } from "./log-once"

class StartRefusedError extends Error {
  constructor() {
    super(
      "medusa-payment-stripe-checkout does not start: the log above lists what is wrong with its options."
    )
    this.name = "StartRefusedError"
  }
}

/** @throws StartRefusedError once the log lists the problems. */
export function readAtStart<Result>(
  read: () => Result,
  logger: Pick<Logger, "error">
): Result {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof InvalidOptionsError)) {
      throw error
    }
    logOnce(error.message, (message) => {
      logger.error(message)
    })
    throw new StartRefusedError()
  }
}
