import { resetEmulator } from "../state/emulator"
import type { FaultKind } from "../api/faults"
import { faultKinds } from "../api/faults"
import { setSwitch } from "../state/switches"
import { findTestCard } from "../payment/test-cards"
import { releaseBacklog } from "../webhooks/deliver"
import { defaultDeliveryPolicy } from "../webhooks/delivery-policy"
import {
  number,
  optionalText,
  optionalWholeNumber,
  text,
  wholeNumber,
} from "./arguments"
import type { Command, CommandArguments } from "./command"

const manyTimes = 1_000_000
const tenMinutes = 600

/** Faults that a test injects, and switches for behavior that Stripe does not document. */
export const faultCommands: Readonly<Record<string, Command>> = {
  reset: (emulator) => {
    resetEmulator(emulator)
    return { reset: true }
  },
  set_switch: (emulator, given) => {
    setSwitch(emulator.switches, text(given, "name"), given["value"])
    return emulator.switches
  },
  fail_next: (emulator, given) => {
    const kind = text(given, "kind")
    if (!isFaultKind(kind)) {
      throw new Error(
        `There is no fault "${kind}". Known: ${faultKinds.join(", ")}.`
      )
    }
    emulator.faults.push({
      method: methodOf(given),
      path: optionalText(given, "path") ?? null,
      pattern: patternOf(given),
      kind,
      times:
        optionalWholeNumber(given, "times", { least: 1, most: manyTimes }) ?? 1,
      seconds:
        given["seconds"] === undefined
          ? 1
          : number(given, "seconds", { least: 0, most: tenMinutes }),
    })
    return { faults: emulator.faults.length }
  },
  /** Clears all faults. Clock and switches stay. */
  back_to_normal: (emulator) => {
    emulator.faults = []
    emulator.captureOutcomes = []
    emulator.nextCards = []
    emulator.rateLimit = null
    const { retryDelays } = emulator.delivery
    emulator.delivery = defaultDeliveryPolicy(retryDelays)
    releaseBacklog(emulator, "oldest_first")
    return { faults: 0 }
  },
  set_rate_limit: (emulator, given) => {
    const perSecond = wholeNumber(given, "per_second")
    emulator.rateLimit = perSecond > 0 ? perSecond : null
    emulator.recentRequests = []
    return { per_second: emulator.rateLimit }
  },
  set_next_card: (emulator, given) => {
    const card = text(given, "card").replace(/\D/g, "")
    if (findTestCard(card) === null) {
      throw new Error(`"${text(given, "card")}" is not a test card.`)
    }
    emulator.nextCards.push(card)
    return { cards: emulator.nextCards }
  },
  clear_faults: (emulator) => {
    emulator.faults = []
    emulator.captureOutcomes = []
    return { faults: 0 }
  },
  set_next_capture_outcome: (emulator, given) => {
    const declineCode = optionalText(given, "decline_code")
    emulator.captureOutcomes.push({
      code: text(given, "code"),
      ...(declineCode === undefined ? {} : { decline_code: declineCode }),
    })
    return { outcomes: emulator.captureOutcomes.length }
  },
  held: (emulator) =>
    emulator.held.map(({ id, method, path, phase }) => ({
      id,
      method,
      path,
      phase,
    })),
  release_held: (emulator) => {
    const released = [...emulator.held]
    for (const request of released) {
      request.release()
    }
    return { released: released.length }
  },
}

function methodOf(given: CommandArguments): string | null {
  const method = optionalText(given, "method") ?? null
  if (method !== null && !["GET", "POST", "DELETE"].includes(method)) {
    throw new Error(`"method" must be GET, POST or DELETE, not ${method}.`)
  }
  return method
}

/** Compiled right away, because an invalid pattern would break every later request. */
function patternOf(given: CommandArguments): string | null {
  const pattern = optionalText(given, "pattern") ?? null
  try {
    return pattern === null ? null : new RegExp(pattern).source
  } catch {
    throw new Error(`"pattern" is not a regular expression: ${pattern ?? ""}`)
  }
}

function isFaultKind(kind: string): kind is FaultKind {
  return (faultKinds as readonly string[]).includes(kind)
}
