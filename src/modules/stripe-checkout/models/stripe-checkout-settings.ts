import { model } from "@medusajs/framework/utils"

/**
 * One change of the settings in the admin. The newest one is in force; the others say what
 * was changed when and by whom, and can be restored.
 */
export const StripeCheckoutSettings = model
  .define("stripe_checkout_settings", {
    id: model.id({ prefix: "scset" }).primaryKey(),
    /** Counts the changes: a change to an outdated version is refused. */
    version: model.number(),
    /** What differs from the options; see `SettingsDifference`. */
    difference: model.json(),
    /** Since when each rule applies; see `RulesSince`. */
    rules_since: model.json(),
    /** The user's id. */
    actor: model.text().nullable(),
    /** The version that was restored; 0 for the options. */
    restored_version: model.number().nullable(),
  })
  .indexes([{ on: ["version"], unique: true }])
