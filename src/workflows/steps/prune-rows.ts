import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { resolveModule } from "./resolve-module"

/** As long as Stripe itself keeps its events; a resent one would be stored anew. */
const KEEP_DAYS = 30

/** Settled events and finished sweeps are history that nobody asks for after a while. */
export const pruneRowsStep = createStep(
  "prune-rows",
  async (_input: Record<string, never>, { container }) => {
    const { inbox, runs } = resolveModule(container)
    const events = await inbox.prune(KEEP_DAYS)
    await runs.prune(KEEP_DAYS)
    return new StepResponse({ events })
  }
)
