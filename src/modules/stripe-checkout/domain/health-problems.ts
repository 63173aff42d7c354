/**
 * What is wrong with the set-up or the work of one account: a code, and a sentence that
 * says what to do. Pure.
 */
export type ProblemParams = Readonly<Record<string, string | number>>

const SENTENCES = {
  settings_invalid: ({ reason = "" }: ProblemParams) =>
    `The settings that were changed in the admin no longer fit the options, so the options apply: ${reason} Save the settings again.`,
  market_unknown: ({ ids = "" }: ProblemParams) =>
    `The options name regions or sales channels that do not exist: ${ids}. What checkoutFor and accounts say of them never applies; correct the ids.`,
  core_differs: ({ reason = "" }: ProblemParams) =>
    `This Medusa differs from what the plugin knows: ${reason} Update the plugin.`,
  core_differs_repairs_off: ({ reason = "" }: ProblemParams) =>
    `This Medusa differs from what the plugin knows: ${reason} Repairs are off until the plugin is updated.`,
  clock_wrong: ({ minutes = 0 }: ProblemParams) =>
    `This server's clock differs from Stripe's by ${minutes} minutes. The plugin follows Stripe's; correct the clock, since Medusa's own dates and sign-ins depend on it.`,
  stripe_error: ({ reason = "" }: ProblemParams) => String(reason),
  endpoint_missing: ({ url = "" }: ProblemParams) =>
    `No webhook endpoint at Stripe points to ${url}. Add one in Settings > Stripe Checkout or in Stripe's Dashboard; until then orders wait for the shopper's return or the sweep.`,
  endpoint_disabled: () =>
    "The webhook endpoint is disabled at Stripe. Enable it in Settings > Stripe Checkout, and see in Stripe's Dashboard why its deliveries failed.",
  endpoint_events_missing: ({ events = "" }: ProblemParams) =>
    `The webhook endpoint does not send ${events}. Repair it in Settings > Stripe Checkout, or select these events in Stripe's Dashboard.`,
  endpoint_other_version: ({ version = "", expected = "" }: ProblemParams) =>
    `The webhook endpoint sends events of Stripe's API version ${version}; the plugin is made for ${expected}.`,
  events_dead: ({ number = 0 }: ProblemParams) =>
    `Dead events: ${number}. They failed too often and are no longer retried. Replay them once the cause is fixed.`,
  discrepancies_open: ({ number = 0 }: ProblemParams) =>
    `Discrepancies between Medusa and Stripe that need manual review: ${number}. The card of each order, and Settings > Stripe events, say what to do.`,
  not_placeable: ({ number = 0, reason = "" }: ProblemParams) =>
    `Paid carts whose order could not be placed: ${number}. ${reason || SEE_LOG} Remove the cause, for example restock; each is retried automatically. GET /admin/stripe-checkout/payments-without-order lists them; POST to …/:payment_session_id/retry places one at once, and …/release releases its hold.`,
  payments_failing: ({ number = 0, reason = "" }: ProblemParams) =>
    `Payments that cannot be synchronized: ${number}. ${reason || SEE_LOG} Requests for these payments stay pending.`,
  payments_overdue: ({ number = 0 }: ProblemParams) =>
    `Payments whose synchronization is overdue: ${number}. The job that runs every minute needs an instance in worker mode shared or worker.`,
  events_waiting: () =>
    "Events have been waiting for more than five minutes. The log says why; they are retried automatically.",
  sweep_never: () =>
    "The reconciliation has never run. It needs an instance in worker mode shared or worker.",
  sweep_incomplete: ({ reason = "", minutes = 0 }: ProblemParams) =>
    `The last sweep was incomplete: ${reason} The next one starts within ${minutes} minutes.`,
  sweep_late: ({ minutes = 0 }: ProblemParams) =>
    `The reconciliation last ran ${minutes} minutes ago. It needs an instance in worker mode shared or worker.`,
} as const satisfies Record<string, (params: ProblemParams) => string>

const SEE_LOG = "The log says why."

export type ProblemCode = keyof typeof SENTENCES

export interface HealthProblem {
  readonly code: ProblemCode
  /** What the sentence mentions. A `reason` is a sentence in English, or empty. */
  readonly params: ProblemParams
}

/** In English. */
export function sentenceOfProblem({ code, params }: HealthProblem): string {
  return SENTENCES[code](params)
}
