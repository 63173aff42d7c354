import type { Html } from "../../hosted-page/html"
import { markup } from "../../hosted-page/html"
import type { Emulator } from "../../state/emulator"
import { button, type Given } from "./forms"
import { targetName } from "./targets"

type FaultButton = {
  label: string
  about: string
  command: string
  given: Given
}

const forNow = 1_000_000

/** Common failures, one click each. The second click pays. */
const buttons: readonly FaultButton[] = [
  {
    label: "No webhook arrives",
    about: "Stripe creates its events and delivers none.",
    command: "webhooks/drop_next",
    given: { times: forNow },
  },
  {
    label: "Every webhook comes twice",
    about: "Both at the same time, as at-least-once delivery allows.",
    command: "webhooks/duplicate_next",
    given: { times: forNow },
  },
  {
    label: "Hold the webhooks",
    about: "They queue up. Release them later, in any order.",
    command: "webhooks/pause",
    given: {},
  },
  {
    label: "Stripe is down",
    about: "Every request is answered with 500 and has no effect.",
    command: "fail_next",
    given: { kind: "http_500_before", times: forNow },
  },
  {
    label: "The response to the capture is lost",
    about: "The money is captured, and the shop gets a 500.",
    command: "fail_next",
    given: {
      kind: "http_500_after",
      method: "POST",
      pattern: "/capture$",
      times: 1,
    },
  },
  {
    label: "The bank declines the capture",
    about: "The next capture of held money fails.",
    command: "set_next_capture_outcome",
    given: { code: "card_declined", decline_code: "do_not_honor" },
  },
  {
    label: "The next refund fails",
    about: "Stripe accepts it, and its bank does not.",
    command: "set_next_refund_outcome",
    given: { outcome: "failed", failure_reason: "declined" },
  },
  {
    label: "The key is invalid",
    about: "Every request is answered with 401.",
    command: "lose_key",
    given: { kind: "invalid" },
  },
  {
    label: "The key is another account's",
    about: "Stripe knows none of the shop's objects.",
    command: "lose_key",
    given: { kind: "other_account" },
  },
  {
    label: "The next card is declined",
    about: "Whatever card the shopper types.",
    command: "set_next_card",
    given: { card: "4000000000000002" },
  },
  {
    label: "Eight days pass",
    about: "Authorizations lapse, Checkout Sessions expire, retries are due.",
    command: "advance_clock",
    given: { seconds: 8 * 86_400 },
  },
]

export function faultButtons(emulator: Emulator): Html {
  const active = activeFaults(emulator)
  return markup`<section aria-labelledby="bad-day">
    <h2 id="bad-day">A bad day</h2>
    <div class="days">
      ${buttons.map(
        ({ about, command, given, label }) =>
          markup`<div>${button(label, command, given)}<p>${about}</p></div>`
      )}
    </div>
    <div class="bar">
      ${
        active.length === 0
          ? markup`<span class="calm">No faults are set.</span>`
          : markup`<ul class="faults">${active.map((fault) => markup`<li>${fault}</li>`)}</ul>${button("Back to normal", "back_to_normal", {})}`
      }
    </div>
  </section>`
}

/** The faults that are set, in words. */
function activeFaults(emulator: Emulator): string[] {
  const {
    captureOutcomes,
    delivery,
    faults,
    lostKeys,
    nextCards,
    rateLimit,
    refundOutcomes,
  } = emulator
  const waiting: [boolean, string][] = [
    [delivery.paused, "Webhooks are held."],
    [
      delivery.dropNext > 0,
      `${times(delivery.dropNext)} will not be delivered.`,
    ],
    [
      delivery.duplicateNext > 0,
      `${times(delivery.duplicateNext)} will be delivered twice.`,
    ],
    [
      delivery.doubleNext > 0,
      `${times(delivery.doubleNext)} will be created as two event objects.`,
    ],
    [
      delivery.delayNext.times > 0,
      `${times(delivery.delayNext.times)} will be delivered ${delivery.delayNext.seconds} seconds late.`,
    ],
    [
      delivery.signNextWith.times > 0,
      `${times(delivery.signNextWith.times)} will have a wrong signature.`,
    ],
    [
      rateLimit !== null,
      `More than ${rateLimit ?? 0} requests per second will be answered with 429.`,
    ],
  ]
  return [
    ...waiting.flatMap(([isSo, words]) => (isSo ? [words] : [])),
    ...faults.map(
      ({ kind, method, path, pattern, times: left }) =>
        `${howMany(left)}${method === null ? "" : ` by ${method}`} (${path ?? targetName(pattern)}): ${kind.replaceAll("_", " ")}.`
    ),
    ...captureOutcomes.map(
      ({ code, decline_code: reason }) =>
        `The next capture is declined: ${reason ?? code}.`
    ),
    ...refundOutcomes.map(
      ({ status }) => `The next refund starts as ${status.replace("_", " ")}.`
    ),
    ...[...lostKeys.values()].map((account) =>
      account === null
        ? "The key is invalid."
        : "The key is taken for another account's."
    ),
    ...nextCards.map((card) => `The next card counts as ${card}.`),
  ]
}

function howMany(requests: number): string {
  if (requests >= forNow / 2) {
    return "Every request"
  }
  return requests === 1 ? "The next request" : `The next ${requests} requests`
}

function times(count: number): string {
  if (count >= forNow / 2) {
    return "All further events"
  }
  return count === 1 ? "The next event" : `The next ${count} events`
}
