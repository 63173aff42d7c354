import type { LoggedRequest } from "../../stripe-emulator/controls"
import { buy } from "./measure"
import type { Contestant } from "./contestants"
import type { MeasuredShop } from "./measured-shop"

export type Calls = {
  /** Before the shopper has decided to pay; for all checkouts together. */
  readonly beforeTheClick: number
  /** What was asked how often, for all checkouts together. */
  readonly byKind: ReadonlyMap<string, number>
}

/** Lets shoppers buy, and reads in Stripe's own log what the shop has asked meanwhile. */
export async function countCalls(
  shop: MeasuredShop,
  contestant: Contestant,
  checkouts: number
): Promise<Calls> {
  const { stripe } = shop
  const asked = async (): Promise<LoggedRequest[]> =>
    (await stripe.requests()).filter(contestant.hasAsked)
  const atFirst = (await asked()).length
  let beforeTheClick = 0
  for (let done = 0; done < checkouts; done += 1) {
    const before = (await asked()).length
    await buy(shop, contestant, async () => {
      beforeTheClick += (await asked()).length - before
    })
  }
  await everythingSettles(shop)
  return {
    beforeTheClick,
    byKind: countByKind((await asked()).slice(atFirst)),
  }
}

/** Medusa puts off what a webhook tells for five seconds. */
export async function everythingSettles({
  stripe,
  toStripe,
}: MeasuredShop): Promise<void> {
  await stripe.webhooks.idle()
  await toStripe.quiet(7_000)
}

function countByKind(requests: readonly LoggedRequest[]): Map<string, number> {
  const counted = new Map<string, number>()
  for (const { method, path } of requests) {
    const kind = `${method} ${path.replaceAll(/(cs_test|pi|ch|cus)_\w+/g, "$1_…")}`
    counted.set(kind, (counted.get(kind) ?? 0) + 1)
  }
  return counted
}
