import type { MedusaContainer } from "@medusajs/framework/types"

import { resolveModule } from "../support/module"
import { logUnlessLogged } from "../support/workflow-error"
import { synchronizeOrLog } from "../synchronization/in-background"

/** So many parts are carried out side by side, all other work first. */
const LANES = 4

/** Few, so that a stop takes effect at once and other instances find work, too. */
const CLAIMED_AT_ONCE = 5

/**
 * Carries out what bulk requests have left, until nothing is. Returns at once; does nothing
 * where this process is at it already.
 */
export function carryOutBulkRequests(container: MedusaContainer): void {
  resolveModule(container).jobs.start("bulk requests", async () => {
    try {
      await Promise.all(
        Array.from({ length: LANES }, async () => runLane(container))
      )
    } catch (error) {
      logUnlessLogged(container, "bulk requests", error)
    }
  })
}

async function runLane(container: MedusaContainer): Promise<void> {
  const { background, bulkRequests } = resolveModule(container)
  for (;;) {
    const claimed = await bulkRequests.claim(CLAIMED_AT_ONCE)
    if (!claimed.length) {
      return
    }
    for (const id of claimed) {
      await background.run(async () => synchronizeOrLog(container, id), {
        key: id,
        priority: "patient",
      })
    }
  }
}
