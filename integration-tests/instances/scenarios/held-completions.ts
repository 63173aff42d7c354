import { waitUntil } from "../../support/wait-until"
import type { InstancesWorld } from "../instances-world"

/** Two carts are in the middle of their completion: one has no order yet, the other's payment is not committed. */
const MOMENTS = [
  { when: "before", statement: /insert into "(public"\.")?order_cart"/ },
  { when: "before_commit", statement: /insert into "payment" / },
] as const

/** Resolves once the completions have come that far; what goes on in the meantime is returned, wrapped. */
export async function holdCompletions(
  { proxy }: InstancesWorld,
  begin: () => Promise<unknown>
): Promise<{ readonly ended: Promise<unknown> }> {
  for (const moment of MOMENTS) proxy.holdNext(moment)
  const ended = begin()
  await waitUntil(
    "completions to be in progress",
    () => proxy.held() === MOMENTS.length,
    { timeoutMs: 90_000, everyMs: 20 }
  )
  return { ended }
}
