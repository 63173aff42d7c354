import type { StripeCheckoutModuleService } from "../../../src/modules/stripe-checkout/service"

type Rows = StripeCheckoutModuleService

/** Of the settings in the admin, and of what it takes to try them. */
export const SETTINGS_STATEMENTS: Readonly<
  Record<string, (rows: Rows) => Promise<void>>
> = {
  async recentOrders({ recentOrders }) {
    await recentOrders.paidSince(new Date(Date.now() - 30 * 86_400_000), 500)
    await recentOrders.hasOrder("default")
  },

  async settings({ settings }) {
    await settings.store({
      id: "scset_new",
      version: 1,
      difference: {},
      rulesSince: {},
      actor: null,
      restoredVersion: null,
    })
    await settings.newest()
    await settings.find(1)
    await settings.list({ limit: 20, offset: 0 })
  },
}
