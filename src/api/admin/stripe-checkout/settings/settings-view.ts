/**
 * The settings as the HTTP API has them: the options' own names, in snake case.
 */
import type {
  OrderSettings,
  SettingsDifference,
} from "../../../../modules/stripe-checkout/domain/order-status/order-settings"
import { withDifference } from "../../../../modules/stripe-checkout/domain/order-status/order-settings"
import type { SettingsProblem } from "../../../../modules/stripe-checkout/options/order-settings-option"
import type { SettingsRow } from "../../../../modules/stripe-checkout/repositories/settings"
import type {
  SettingsChange,
  SettingsDescription,
  SettingsProblemDescription,
} from "./responses"

export function describeSettings({
  statusNames,
  captureOn,
  releaseOn,
  captureDeadline,
  ...single
}: OrderSettings): SettingsDescription {
  return {
    status_names: {
      authorized: statusNames.authorized,
      captured: statusNames.captured,
      partially_captured: statusNames.partiallyCaptured,
      capture_failed: statusNames.captureFailed,
      released: statusNames.released,
      lapsed: statusNames.lapsed,
      refunded: statusNames.refunded,
    },
    capture_on: captureOn.map((rule) => {
      if ("to" in rule) {
        return { from: rule.from, to: rule.to }
      }
      return "orderStatus" in rule
        ? { order_status: rule.orderStatus }
        : { fulfillment_status: rule.fulfillmentStatus }
    }),
    release_on: releaseOn,
    capture_deadline: {
      warn_hours: captureDeadline.warnHours,
      action: captureDeadline.action,
    },
    surplus_holds: single.surplusHolds,
    canceled_but_captured: single.canceledButCaptured,
    capture_in_review: single.captureInReview,
    fraud_warnings: single.fraudWarnings,
    admin_feed: single.adminFeed,
  }
}

export function readSettings(given: SettingsDescription): OrderSettings {
  const { status_names: names, capture_deadline: deadline } = given
  return {
    statusNames: {
      authorized: names.authorized,
      captured: names.captured,
      partiallyCaptured: names.partially_captured,
      captureFailed: names.capture_failed,
      released: names.released,
      lapsed: names.lapsed,
      refunded: names.refunded,
    },
    captureOn: given.capture_on.map((rule) => {
      if ("to" in rule) {
        return { from: rule.from, to: rule.to }
      }
      return "order_status" in rule
        ? { orderStatus: rule.order_status }
        : { fulfillmentStatus: rule.fulfillment_status }
    }),
    releaseOn: given.release_on,
    captureDeadline: {
      warnHours: deadline.warn_hours,
      action: deadline.action,
    },
    surplusHolds: given.surplus_holds,
    canceledButCaptured: given.canceled_but_captured,
    captureInReview: given.capture_in_review,
    fraudWarnings: given.fraud_warnings,
    adminFeed: given.admin_feed,
  }
}

/** The options' own path, in the words of the API. */
export function describeProblem({
  path,
  code,
  params,
  message,
}: SettingsProblem): SettingsProblemDescription {
  const [first = "", second = "", ...rest] = path.split(".")
  const isName =
    first === "orderStatus" && !["captureOn", "releaseOn"].includes(second)
  const parts =
    first === "orderStatus"
      ? [...(isName ? ["status_names"] : []), second, ...rest]
      : [first, second, ...rest]
  return {
    path: parts
      .filter((part) => part !== "")
      .map(toSnakeCase)
      .join("."),
    code,
    params: { ...params },
    message,
  }
}

export function describeChange(
  row: SettingsRow,
  before: SettingsRow | undefined,
  defaults: OrderSettings
): SettingsChange {
  return {
    version: row.version,
    created_at: row.created_at.toISOString(),
    actor: row.actor,
    restored_version: row.restored_version,
    changed: compare(
      flatten(settingsOf(defaults, before?.difference)),
      flatten(settingsOf(defaults, row.difference))
    ),
  }
}

function settingsOf(
  defaults: OrderSettings,
  difference: SettingsDifference = {}
): SettingsDescription {
  return describeSettings(withDifference(defaults, difference))
}

function flatten({
  status_names,
  capture_deadline,
  ...lists
}: SettingsDescription): [string, unknown][] {
  return [
    ...Object.entries(status_names).map(([name, value]): [string, unknown] => [
      `status_names.${name}`,
      value,
    ]),
    ...Object.entries(lists),
    ["capture_deadline.warn_hours", capture_deadline.warn_hours],
    ["capture_deadline.action", capture_deadline.action],
  ]
}

function compare(
  before: readonly [string, unknown][],
  after: readonly [string, unknown][]
): SettingsChange["changed"] {
  const earlier = new Map(before)
  return after
    .filter(
      ([field, value]) =>
        JSON.stringify(value) !== JSON.stringify(earlier.get(field))
    )
    .map(([field, value]) => ({
      field,
      before: earlier.get(field),
      after: value,
    }))
}

function toSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
