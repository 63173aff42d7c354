import type { HealthDescription } from "../../src/api/admin/stripe-checkout/health/responses"
import { waitUntil } from "../support/wait-until"
import type { World } from "./sale"

/** The first tick of the job comes within a minute. */
const PATIENCE = { timeoutMs: 90_000, everyMs: 1_000 }

/** @param mayBePending checks that this process of the store had no occasion for */
export async function expectHealth(
  { admin, shop }: World,
  version: string,
  mayBePending: readonly string[] = []
): Promise<void> {
  await waitUntil(
    "the plugin's health to be ok",
    async () => {
      const { status, core } = await admin.client.fetch<HealthDescription>(
        "/admin/stripe-checkout/health"
      )
      const open = core.checks.filter(
        ({ name, state }) =>
          state === "failed" ||
          (state === "pending" && !mayBePending.includes(name))
      )
      if (
        status === "ok" &&
        core.medusa_version === version &&
        open.length === 0
      ) {
        return true
      }
      throw new Error(JSON.stringify({ status, core }, null, 2))
    },
    PATIENCE
  )
  const unknown = await shop.emulator.controls.unknownRoutes()
  if (unknown.length > 0) throw new Error(unknown.join("\n"))
}
