import type { CommandArguments } from "./command"
import { faultKinds } from "../api/faults"
import { forgeryKinds } from "../webhooks/forge-event"

type Entry = {
  about: string
  /** Each argument with what it takes; a question mark makes it optional. */
  arguments: Readonly<Record<string, string>>
}

const checkoutSession = "id of a Checkout Session"
const paymentIntent = "id of a PaymentIntent"
const succeedsOrFails = "succeeded | failed"
const target = {
  method: "GET | POST | DELETE ?",
  path: "prefix of the path ?",
  pattern: "regular expression over the path ?",
}
const shopper = {
  card: "number of a test card ?",
  email: "text ?",
  name: "text ?",
}

/** All commands for machines: `GET /_emulator/controls`. A command rejects an argument that is not listed here. */
export const catalog: Readonly<Record<string, Entry>> = {
  pay: entry("the shopper pays on the hosted page", {
    checkout_session: checkoutSession,
    ...shopper,
    method: "sepa_debit ?",
    wallet: "apple_pay | google_pay ?",
    saved_card: "id of a PaymentMethod that the page shows ?",
    save: "true | false: the box that saves the card ?",
    grants: "overcapture, multicapture, ...: for this payment ?",
  }),
  confirm_payment_intent: entry("the shopper pays on the merchant's own page", {
    payment_intent: paymentIntent,
    ...shopper,
  }),
  authenticate: entry("the shopper answers a 3D Secure challenge", {
    checkout_session: checkoutSession,
    outcome: "complete | fail | cancel",
  }),
  back: entry("the shopper leaves the hosted page", {
    checkout_session: checkoutSession,
  }),
  "dashboard/capture": entry("the merchant captures", {
    payment_intent: paymentIntent,
    amount: "minor units ?",
  }),
  "dashboard/cancel": entry("the merchant cancels a hold", {
    payment_intent: paymentIntent,
  }),
  "dashboard/refund": entry("the merchant refunds", {
    payment_intent: paymentIntent,
    amount: "minor units ?",
    reason: "duplicate | fraudulent | requested_by_customer ?",
  }),
  "dashboard/cancel_refund": entry("the merchant cancels a refund", {
    refund: "id of a refund that is pending or requires an action",
  }),
  "dashboard/expire_checkout_session": entry("the merchant expires a page", {
    checkout_session: checkoutSession,
  }),
  "dashboard/dispute": entry("the bank opens a dispute", {
    payment_intent: paymentIntent,
    reason: "text ?",
    is_inquiry: "true | false ?",
  }),
  "dashboard/close_dispute": entry("the bank decides a dispute", {
    dispute: "id of a dispute",
    outcome: "won | lost",
  }),
  "dashboard/open_review": entry("the merchant opens a review", {
    payment_intent: paymentIntent,
  }),
  "dashboard/close_review": entry("the merchant closes a review", {
    review: "id of a review",
    outcome: "approved | refunded | refunded_as_fraud",
  }),
  "money/settle_in": entry("payments are converted from now on", {
    currency: "code of a currency",
    rate: "number",
  }),
  "money/present": entry("the shopper was shown another currency", {
    payment_intent: paymentIntent,
    amount: "minor units",
    currency: "code of a currency",
  }),
  "money/send_receipt": entry("the merchant sends the receipt", {
    payment_intent: paymentIntent,
  }),
  "money/balance_permission": entry("whether keys may read the balance", {
    is: "missing | granted",
  }),
  lapse_authorization: entry("a hold lapses now", {
    payment_intent: paymentIntent,
  }),
  settle_refund: entry("the bank's final answer to a refund", {
    refund: "id of a refund",
    outcome: succeedsOrFails,
    failure_reason: "text ?",
  }),
  settle_debit: entry("the bank's answer to a debit that is processing", {
    payment: "id of a Checkout Session or a PaymentIntent",
    outcome: succeedsOrFails,
  }),
  set_next_capture_outcome: entry("the issuer's answer to the next capture", {
    code: "succeeded, or an error code",
    decline_code: "text ?",
  }),
  set_next_increment_outcome: entry(
    "the issuer's answer to the next increment of a hold",
    { code: "succeeded, or an error code", decline_code: "text ?" }
  ),
  set_next_refund_outcome: entry("the status of the next refund", {
    outcome: "succeeded | pending | requires_action | failed",
    failure_reason: "text ?",
  }),
  set_next_card: entry("what the next card counts as", {
    card: "number of a test card",
  }),
  set_saved_card: entry("what a saved card counts as from now on", {
    payment_method: "id of a PaymentMethod",
    card: "number of a test card",
  }),
  advance_clock: entry("time passes", { seconds: "number" }),
  now: entry("the emulator's time", {}),
  reset: entry("clears everything but webhook endpoints", {}),
  set_switch: entry("changes what Stripe's documentation leaves open", {
    name: "name of a switch",
    value: "one of its values",
  }),
  fail_next: entry("a fault of the next requests", {
    kind: faultKinds.join(" | "),
    ...target,
    times: "number ?",
    seconds: "number, for slow ?",
  }),
  clear_faults: entry("ends the faults of requests", {}),
  back_to_normal: entry("ends all faults and releases held webhooks", {}),
  set_rate_limit: entry("429 above a rate", {
    per_second: "number; 0 for no limit",
  }),
  lose_key: entry("Stripe does not know a key, or takes it for another's", {
    kind: "invalid | other_account",
    api_key: "default: any key ?",
  }),
  restore_key: entry("ends lose_key", { api_key: "default: any key ?" }),
  hold_next: entry("holds the next request, to act meanwhile", {
    phase: "before | after",
    ...target,
  }),
  await_held: entry("answers once the request is held", {
    hold: "id from hold_next",
  }),
  held: entry("the requests that are held", {}),
  release_held: entry("lets held requests continue", {
    hold: "id from hold_next; default: all ?",
  }),
  "webhooks/register": entry("where events go", {
    url: "address",
    secret: "text",
    enabled_events: "list of event types ?",
    api_version: "text ?",
    api_key: "selects the account ?",
  }),
  "webhooks/roll_secret": entry("a new secret, beside the old one", {
    endpoint: "id of a webhook endpoint",
    secret: "text ?",
    keep_old: "true | false ?",
  }),
  "webhooks/pause": entry("holds all events", {}),
  "webhooks/resume": entry("sends the events that were held", {
    order: "oldest_first | newest_first | shuffled ?",
  }),
  "webhooks/drop_next": entry("events that never arrive", { times: "number" }),
  "webhooks/duplicate_next": entry("events that arrive twice", {
    times: "number",
  }),
  "webhooks/double_next": entry("changes with two event objects", {
    times: "number",
  }),
  "webhooks/delay_next": entry("events that arrive late", {
    times: "number",
    seconds: "number",
  }),
  "webhooks/sign_next_with": entry("events with a wrong signature", {
    secret: "text",
    times: "number ?",
  }),
  "webhooks/set_retry_delays": entry("seconds between attempts", {
    seconds: "list of numbers",
  }),
  "webhooks/deliver": entry("resends an event", { event: "id of an event" }),
  "webhooks/forge": entry("sends a forged event", {
    event: "id of an event",
    kind: `${forgeryKinds.join(" | ")} ?`,
    secret: "signs instead of the endpoint's own ?",
  }),
  "webhooks/idle": entry("answers once no delivery is in flight", {
    for_seconds: "number: nor is anything due so soon ?",
  }),
  ledger: entry("everything that Stripe has", {}),
  events: entry("events with their deliveries", { type: "event type ?" }),
  requests: entry("the requests so far", {}),
  unknown_routes: entry("requests that the emulator does not imitate", {}),
}

function entry(about: string, takes: Entry["arguments"]): Entry {
  return { about, arguments: takes }
}

/** An argument that the command does not take, if there is one. */
export function unknownArgument(
  command: string,
  given: CommandArguments
): string | null {
  const known = catalog[command]?.arguments ?? {}
  return Object.keys(given).find((name) => !Object.hasOwn(known, name)) ?? null
}
