import type { LoggedRequest } from "../../stripe-emulator/controls"
import { buy } from "./measure"
import type { Contestant } from "./contestants"
import type { MeasuredShop } from "../measured-shop"

export type Calls = {
  /** Before the shopper opens the payment; summed over all checkouts. */
  readonly beforeTheClick: number
  /** The number of calls by method and path, summed over all checkouts. */
  readonly byKind: ReadonlyMap<string, number>
}

/** Runs checkouts, and counts the shop's requests in the emulator's log. */
export async function countCalls(
  shop: MeasuredShop,
  contestant: Contestant,
  checkouts: number
): Promise<Calls> {
  const { stripe } = shop
  const readCalls = async (): Promise<LoggedRequest[]> =>
    (await stripe.requests()).filter(contestant.hasSent)
  const countBefore = (await readCalls()).length
  let beforeTheClick = 0
  for (let done = 0; done < checkouts; done += 1) {
    const before = (await readCalls()).length
    await buy(shop, contestant, async () => {
      beforeTheClick += (await readCalls()).length - before
    })
  }
  await waitUntilIdle(shop)
  return {
    beforeTheClick,
    byKind: countByKind((await readCalls()).slice(countBefore)),
  }
}

/** Medusa delays the processing of a webhook by five seconds. */
export async function waitUntilIdle({
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
