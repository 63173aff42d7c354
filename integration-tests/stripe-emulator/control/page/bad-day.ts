import type { Html } from "../../hosted-page/html"
import { markup } from "../../hosted-page/html"
import type { Emulator } from "../../state/emulator"
import { button, type Given } from "./forms"
import { targetName } from "./targets"

type BadDay = { label: string; about: string; command: string; given: Given }

const forNow = 1_000_000

/** What goes wrong in a shop's life, one click each. The second click pays. */
const badDays: readonly BadDay[] = [
  {
    label: "No webhook arrives",
    about: "Stripe makes its events, and nobody hears of them.",
    command: "webhooks/drop_next",
    given: { times: forNow },
  },
  {
    label: "Every webhook comes twice",
    about: "Both at once, as at-least-once delivery allows.",
    command: "webhooks/duplicate_next",
    given: { times: forNow },
  },
  {
    label: "Hold the webhooks",
    about: "They pile up; let them go later, in any order.",
    command: "webhooks/pause",
    given: {},
  },
  {
    label: "Stripe is down",
    about: "Every request answers 500 and does nothing.",
    command: "fail_next",
    given: { kind: "http_500_before", times: forNow },
  },
  {
    label: "The capture's answer gets lost",
    about: "The money is taken, and the shop reads a 500.",
    command: "fail_next",
    given: {
      kind: "http_500_after",
      method: "POST",
      pattern: "/capture$",
      times: 1,
    },
  },
  {
    label: "The bank refuses the capture",
    about: "Held money cannot be taken this time.",
    command: "set_next_capture_outcome",
    given: { code: "card_declined", decline_code: "do_not_honor" },
  },
  {
    label: "The next card is declined",
    about: "Whatever card the shopper types.",
    command: "set_next_card",
    given: { card: "4000000000000002" },
  },
  {
    label: "Eight days pass",
    about: "Holds lapse, pages expire, retries come due.",
    command: "advance_clock",
    given: { seconds: 8 * 86_400 },
  },
]

export function badDaySection(emulator: Emulator): Html {
  const troubles = troublesOf(emulator)
  return markup`<section aria-labelledby="bad-day">
    <h2 id="bad-day">A bad day</h2>
    <div class="days">
      ${badDays.map(
        ({ about, command, given, label }) =>
          markup`<div>${button(label, command, given)}<p>${about}</p></div>`
      )}
    </div>
    <div class="bar">
      ${
        troubles.length === 0
          ? markup`<span class="calm">Nothing is ordered to go wrong.</span>`
          : markup`<ul class="troubles">${troubles.map((trouble) => markup`<li>${trouble}</li>`)}</ul>${button("Back to normal", "back_to_normal", {})}`
      }
    </div>
  </section>`
}

/** What is going to go wrong, in words. */
function troublesOf(emulator: Emulator): string[] {
  const { captureOutcomes, delivery, faults, nextCards, rateLimit } = emulator
  const waiting: [boolean, string][] = [
    [delivery.paused, "Webhooks are held."],
    [delivery.dropNext > 0, `${times(delivery.dropNext)} will reach nobody.`],
    [
      delivery.duplicateNext > 0,
      `${times(delivery.duplicateNext)} will come twice.`,
    ],
    [
      delivery.doubleNext > 0,
      `${times(delivery.doubleNext)} will be made as two event objects.`,
    ],
    [
      delivery.delayNext.times > 0,
      `${times(delivery.delayNext.times)} will come ${delivery.delayNext.seconds} seconds late.`,
    ],
    [
      delivery.signNextWith.times > 0,
      `${times(delivery.signNextWith.times)} will carry a wrong signature.`,
    ],
    [
      rateLimit !== null,
      `More than ${rateLimit ?? 0} requests a second will be answered 429.`,
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
        `The next capture is refused: ${reason ?? code}.`
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
