import { anyKey } from "../api/authenticate"
import { createAccount } from "../state/account"
import { resetEmulator } from "../state/emulator"
import type { FaultKind } from "../api/faults"
import { faultKinds } from "../api/faults"
import { setSwitch } from "../state/switches"
import { findTestCard } from "../payment/test-cards"
import { releaseBacklog } from "../webhooks/deliver"
import { defaultDeliveryPolicy } from "../webhooks/delivery-policy"
import {
  number,
  oneOf,
  optionalText,
  optionalWholeNumber,
  text,
  wholeNumber,
} from "./arguments"
import type { Command, CommandArguments } from "./command"
import { findAnywhere } from "./find-anywhere"
import { methodOf, patternOf } from "./fault-target"

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
      hold: null,
    })
    return { faults: emulator.faults.length }
  },
  /** Clears all faults. Clock and switches stay. */
  back_to_normal: (emulator) => {
    emulator.faults = []
    emulator.captureOutcomes = []
    emulator.incrementOutcomes = []
    emulator.refundOutcomes = []
    emulator.lostKeys.clear()
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
    emulator.nextCards.push(testCardIn(given))
    return { cards: emulator.nextCards }
  },
  set_saved_card: (emulator, given) => {
    const card = testCardIn(given)
    const { context, item } = findAnywhere(
      emulator,
      ({ paymentMethods }) => paymentMethods,
      text(given, "payment_method")
    )
    context.account.numbers.set(item.id, card)
    return { card }
  },
  clear_faults: (emulator) => {
    emulator.faults = []
    emulator.captureOutcomes = []
    emulator.incrementOutcomes = []
    emulator.refundOutcomes = []
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
  set_next_increment_outcome: (emulator, given) => {
    const declineCode = optionalText(given, "decline_code")
    emulator.incrementOutcomes.push({
      code: text(given, "code"),
      ...(declineCode === undefined ? {} : { decline_code: declineCode }),
    })
    return { outcomes: emulator.incrementOutcomes.length }
  },
  set_next_refund_outcome: (emulator, given) => {
    const status = oneOf(given, "outcome", refundStatuses)
    emulator.refundOutcomes.push({
      status,
      failureReason: optionalText(given, "failure_reason") ?? null,
    })
    return { outcomes: emulator.refundOutcomes.length }
  },
  lose_key: (emulator, given) => {
    const kind = oneOf(given, "kind", ["invalid", "other_account"])
    emulator.lostKeys.set(
      optionalText(given, "api_key") ?? anyKey,
      kind === "invalid" ? null : createAccount(null)
    )
    return { lost: [...emulator.lostKeys.keys()] }
  },
  restore_key: (emulator, given) => {
    const key = optionalText(given, "api_key")
    if (key === undefined) {
      emulator.lostKeys.clear()
    } else {
      emulator.lostKeys.delete(key)
    }
    return { lost: [...emulator.lostKeys.keys()] }
  },
}

const refundStatuses = [
  "succeeded",
  "pending",
  "requires_action",
  "failed",
] as const

function testCardIn(given: CommandArguments): string {
  const card = text(given, "card").replace(/\D/g, "")
  if (findTestCard(card) === null) {
    throw new Error(`"${text(given, "card")}" is not a test card.`)
  }
  return card
}

function isFaultKind(kind: string): kind is FaultKind {
  return (faultKinds as readonly string[]).includes(kind)
}
