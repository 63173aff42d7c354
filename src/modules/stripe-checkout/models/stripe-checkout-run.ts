import { model } from "@medusajs/framework/utils"

/** One run of the reconciliation: how far it got and what it found. */
export const StripeCheckoutRun = model
  .define("stripe_checkout_run", {
    id: model.id({ prefix: "scrun" }).primaryKey(),
    stripe_account: model.text(),
    status: model.enum(["running", "succeeded", "failed"]).default("running"),
    /** The user who requested it; null where it was due. */
    actor: model.text().nullable(),
    /** Seconds since 1970, of the newest event that was read. */
    events_until: model.number().nullable(),
    /** Seconds since 1970, when the objects were last read to their end. */
    objects_until: model.number().nullable(),
    /** Seconds since 1970, of when Medusa's rows were last compared to the end. */
    changes_until: model.number().nullable(),
    /**
     * A stage found more than it names at once, so the next run compares the same changes
     * again.
     */
    found_more: model.boolean().default(false),
    /** The stage that comes next, so that an interrupted run continues there. */
    stage: model.text(),
    /** How often the run was interrupted in this stage. */
    stage_interruptions: model.number().default(0),
    payments_checked: model.number().default(0),
    repaired: model.number().default(0),
    open_discrepancies: model.number().default(0),
    reason: model.text().nullable(),
    finished_at: model.dateTime().nullable(),
    lease_owner: model.text().nullable(),
    lease_fence: model.number().default(0),
    lease_until: model.dateTime().nullable(),
  })
  .indexes([
    { on: ["stripe_account", "created_at"] },
    { on: ["created_at"] },
    {
      name: "IDX_stripe_checkout_run_one_at_a_time_unique",
      on: ["stripe_account"],
      unique: true,
      where: "status = 'running' and deleted_at is null",
    },
  ])
