import type { ShopOrder } from "./shop-order"
import { startMedusa, type Surroundings } from "./start-medusa"
import { watchSource } from "./watch-source"

export type RunningShop = {
  readonly publishableKey: string
  stop(): Promise<void>
}

type ShopPlan = Surroundings & {
  readonly order: ShopOrder
  readonly isWatching: boolean
}

/** Runs Medusa. With `isWatching`, it restarts with the same database whenever the source changes. */
export async function runShop(plan: ShopPlan): Promise<RunningShop> {
  const { order } = plan
  let medusa = await startMedusa(order, plan)
  const { publishableKey } = medusa.report
  if (publishableKey === null) throw new Error("The shop was not seeded")

  const restart = async (changed: readonly string[]): Promise<void> => {
    const started = Date.now()
    await medusa.stop()
    const migrate = changed.some((path) => path.includes("migrations"))
    medusa = await startMedusa({ ...order, migrate, seedFor: null }, plan)
    console.log(
      `  ${changed.join(", ")} changed; restarted Medusa in ${Date.now() - started} ms`
    )
  }
  const stopWatching = plan.isWatching ? watchSource(restart) : null
  return {
    publishableKey,
    async stop() {
      await stopWatching?.()
      await medusa.stop()
    },
  }
}
