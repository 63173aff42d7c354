/**
 * Warnings at startup about a setup that is probably a mistake, each with its remedy.
 */
import type { Logger } from "@medusajs/framework/types"

import { isUnreachable } from "../domain/public-address"
import { TESTED_RANGE } from "../self-check/medusa-version"
import { logOnce } from "./log-once"
import { findInstanceProblems } from "./instance-problems"
import { findImpossibleHolds } from "./method-warnings"
import { isShortCommand } from "./short-command"
import type { Configuration } from "./store-configuration"
import { accountNames, providerIdOf, type ResolvedOptions } from "./schema"
import { isLiveKey } from "./secret-rules"
import { describePlainHttp, isProduction } from "./transport-rules"

/** @param lastSweep when a sweep last began, on any instance; null when none ever did */
export function warnAboutSetup(
  container: Record<string, unknown>,
  options: ResolvedOptions,
  lastSweep: Date | null
): void {
  findSetupProblems({
    configuration: readConfiguration(container),
    options,
    lastSweep,
  }).forEach((problem) => {
    warn(container, problem)
  })
}

/** The worker mode of a command that ends by itself says nothing about the store. */
function readConfiguration(
  container: Record<string, unknown>
): Configuration | undefined {
  const configuration = container["configModule"] as Configuration | undefined
  if (!configuration || !isShortCommand()) {
    return configuration
  }
  const { workerMode: _, ...projectConfig } = configuration.projectConfig ?? {}
  return { ...configuration, projectConfig }
}

export function findSetupProblems({
  configuration,
  options,
  lastSweep,
}: {
  readonly configuration: Configuration | undefined
  readonly options: ResolvedOptions
  readonly lastSweep: Date | null
}): string[] {
  return [
    ...findMissingProviders(configuration, options),
    ...findUnreachableAddresses(options),
    ...findLiveKeyOverPlainHttp(options),
    ...findMissingWorker(configuration, options, lastSweep),
    ...findInstanceProblems(configuration),
    ...findImpossibleHolds(options),
    ...findIdleDelayedPayments(options),
  ]
}

/** With `manual`, Stripe offers only what it can hold, and no debit can be held. */
function findIdleDelayedPayments({
  captureMethod,
  delayedPayments,
}: ResolvedOptions): string[] {
  return delayedPayments === "place_at_once" && captureMethod === "manual"
    ? [
        'delayedPayments is "place_at_once", but with captureMethod "manual" Stripe offers no method on which a bank decides later. Set captureMethod to "manual_where_possible" or "automatic".',
      ]
    : []
}

/** It may well work: the self-check says what it found. */
export function warnAboutVersion(
  container: Record<string, unknown>,
  { isTested, version }: { isTested: boolean; version: string | null }
): void {
  if (!isTested) {
    warn(
      container,
      `the plugin was tested with Medusa ${TESTED_RANGE}, and not with ${version ?? "this version"}. The self-check says what differs, if anything. Update the plugin when an update is available.`
    )
  }
}

/** The same error is logged once per process, however often it is found. */
export function logErrorOnce(
  container: Record<string, unknown>
): (text: string) => void {
  return (error) => {
    logOnce(`stripe-checkout: ${error}`, (text) => {
      const logger = container["logger"] as Logger
      logger.error(text)
    })
  }
}

function warn(container: Record<string, unknown>, warning: string): void {
  const logger = container["logger"] as Logger
  logOnce(`stripe-checkout: ${warning}`, (text) => {
    logger.warn(text)
  })
}

/** Without its provider the plugin receives webhooks, but no shopper can choose it. */
function findMissingProviders(
  configuration: Configuration | undefined,
  options: ResolvedOptions
): string[] {
  const payment = configuration?.modules?.["payment"]
  const providers = payment ? (payment.options?.providers ?? []) : []
  const registered = providers
    .filter((provider) => isOurProvider(provider.resolve))
    .map((provider) => String(provider.id))
  const missing = accountNames(options).filter(
    (account) => !registered.includes(account)
  )
  return missing.length
    ? [
        `the plugin is registered, but the payment provider ${missing.map(providerIdOf).join(", ")} is not, so shoppers cannot pay with it. Add "...stripe.providers" to the providers of @medusajs/medusa/payment in medusa-config.`,
      ]
    : []
}

function isOurProvider(resolve: unknown): boolean {
  return (
    typeof resolve === "string" &&
    /(^|\/)providers\/stripe-checkout\/?(index(\.[jt]s)?)?$/.test(resolve)
  )
}

function findUnreachableAddresses(options: ResolvedOptions): string[] {
  if (!isProduction()) {
    return []
  }
  const addresses = [
    ["backendUrl", "MEDUSA_BACKEND_URL"],
    ["storefrontUrl", "STOREFRONT_URL"],
  ] as const
  return addresses
    .filter(([option]) => isUnreachable(new URL(options[option]).hostname))
    .map(
      ([option, variable]) =>
        `${option} is ${options[option]}, which shoppers' browsers cannot reach. Set ${variable} to the address that they use.`
    )
}

/** In production plain http is refused, whatever the key. */
function findLiveKeyOverPlainHttp(options: ResolvedOptions): string[] {
  const keys = [options, ...Object.values(options.accounts)]
  return keys.some(({ apiKey }) => isLiveKey(apiKey ?? ""))
    ? describePlainHttp(options).map(
        (problem) => `${problem} The key is a live key: use https.`
      )
    : []
}

/** Quiet when sweeps are recorded: then a worker runs beside this instance. */
function findMissingWorker(
  configuration: Configuration | undefined,
  { reconcile }: ResolvedOptions,
  lastSweep: Date | null
): string[] {
  const limit = 3 * reconcile.everyMinutes
  const isRecent =
    lastSweep !== null && Date.now() - lastSweep.getTime() < limit * 60_000
  return configuration?.projectConfig?.workerMode === "server" && !isRecent
    ? [
        `this instance is in worker mode "server", in which Medusa runs neither jobs nor subscribers, and no sweep ${lastSweep === null ? "was ever recorded" : `has begun in the last ${limit} minutes`}. Without a worker, webhooks are stored but not processed, and changes of an order capture nothing. Run an instance in worker mode "worker" or "shared" beside it (MEDUSA_WORKER_MODE), with Medusa's Redis modules.`,
      ]
    : []
}
