/**
 * Whether each account is connected: what its key may do, its webhook endpoint, and what is
 * still to be set up.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

import { isUnreachable } from "../../../../modules/stripe-checkout/domain/public-address"
import {
  type ChecklistEntry,
  describeSetup,
  sentenceOfEntry,
} from "../../../../modules/stripe-checkout/domain/setup-checklist"
import {
  DEFAULT_ACCOUNT,
  providerIdOf,
} from "../../../../modules/stripe-checkout/options/schema"
import type { Permission } from "../../../../modules/stripe-checkout/stripe/key-permissions"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../../../modules/stripe-checkout/stripe/time-budget"
import { resolveModule } from "../../../../workflows/support/module"
import { readAccount } from "../../../../workflows/webhooks/read-account"
import type { AccountSetup, ChecklistItem } from "./responses"
import { describeWebhook } from "./webhook-setup"

export async function describeSetups(
  container: MedusaContainer
): Promise<AccountSetup[]> {
  const { accounts } = resolveModule(container)
  const regions = await readRegions(container)
  return Promise.all(
    accounts.names().map((name) => describeAccount(container, name, regions))
  )
}

interface Region {
  readonly name: string
  readonly providerIds: readonly string[]
}

async function describeAccount(
  container: MedusaContainer,
  name: string,
  regions: readonly Region[]
): Promise<AccountSetup> {
  const { accounts, backlog, options, recentOrders } = resolveModule(container)
  const { gateway } = accounts.get(name)
  const { apiKey, isLiveMode } = gateway.account
  const isRestricted = apiKey.startsWith("rk_")
  const limits = startTimeBudget(TIME_BUDGETS.deletePayment)
  const [atStripe, permissions, waiting, hasOrder] = await Promise.all([
    readAccount(gateway),
    // A secret key has every permission.
    isRestricted ? gateway.setup.readPermissions(limits()) : [],
    backlog.read(name),
    recentOrders.hasOrder(name),
  ])
  const webhook = describeWebhook(container, name, atStripe.endpoints)
  const providerId = providerIdOf(name)
  // One that is chosen by the market is offered through the top level's provider.
  const offering = options.accounts[name]?.for
    ? [providerId, providerIdOf(DEFAULT_ACCOUNT)]
    : [providerId]
  const { storefrontUrl } = options
  return {
    account: name,
    provider_id: providerId,
    stripe_account_id: atStripe.accountId,
    mode: isLiveMode ? "live" : "test",
    key: {
      kind: isRestricted ? "restricted" : "secret",
      permissions: permissions.map(({ isOptional, ...permission }) => ({
        ...permission,
        is_optional: isOptional,
      })),
    },
    webhook,
    checklist: describeSetup({
      stripeError: atStripe.error,
      missingPermissions: findMissing(permissions),
      webhookUrl: webhook.expected_url,
      webhook: webhook.state,
      webhookReceivedAt: waiting.last_event_at?.toISOString() ?? null,
      providerId,
      regions: regions
        .filter(({ providerIds }) =>
          offering.some((id) => providerIds.includes(id))
        )
        .map((region) => region.name),
      storefrontUrl,
      isStorefrontLocal: isUnreachable(new URL(storefrontUrl).hostname),
      isLiveMode,
      hasOrder,
    }).map(describeEntry),
  }
}

function findMissing(permissions: readonly Permission[]): string[] {
  return permissions
    .filter(({ isOptional, read }) => read === "missing" && !isOptional)
    .map(({ resource, needs }) => `${resource} (${needs})`)
}

function describeEntry(entry: ChecklistEntry): ChecklistItem {
  const { name, isDone, code, params } = entry
  return {
    name,
    is_done: isDone,
    code,
    params,
    message: sentenceOfEntry(entry),
  }
}

/** A shop has few regions. */
async function readRegions(container: MedusaContainer): Promise<Region[]> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "region",
      fields: ["name", "payment_providers.id", "payment_providers.is_enabled"],
    })
  const regions = data as unknown as readonly {
    readonly name: string
    readonly payment_providers?: readonly ({
      readonly id: string
      readonly is_enabled?: boolean
    } | null)[]
  }[]
  return regions.map(({ name, payment_providers: providers }) => ({
    name,
    providerIds: (providers ?? []).flatMap((provider) =>
      provider && provider.is_enabled !== false ? [provider.id] : []
    ),
  }))
}
