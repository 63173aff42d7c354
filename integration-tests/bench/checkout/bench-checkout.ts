import { ours, theirs } from "./contestants"
import { countCalls, waitUntilIdle } from "./count-calls"
import { type MeasuredShop, startMeasuredShop } from "../measured-shop"
import { measureSteps, measureWebhook, type Steps } from "./measure"
import { printResults } from "./print-results"
import type { Results } from "./results"

/** Not measured: the JavaScript engine compiles hot code, and connection pools fill. */
const WARM_UP = 5

/** The plugin and Medusa's own Stripe provider take turns in one application, so that both run under the same conditions. */
export async function benchCheckout(checkouts: number): Promise<void> {
  const shop = await startMeasuredShop()
  try {
    await measureAllSteps(shop, WARM_UP)
    const steps = await measureAllSteps(shop, checkouts)
    const delays = await measureWebhooks(shop, checkouts)
    const calls = {
      ours: await countCalls(shop, ours, checkouts),
      theirs: await countCalls(shop, theirs, checkouts),
    }
    const resultsOf = (who: "ours" | "theirs"): Results => ({
      steps: steps[who],
      delays: delays[who],
      calls: calls[who],
    })
    printResults(checkouts, resultsOf("ours"), resultsOf("theirs"))
  } finally {
    await shop.stop()
  }
}

/** Webhooks are paused, because they would place the order before the storefront does. */
async function measureAllSteps(
  shop: MeasuredShop,
  checkouts: number
): Promise<{ ours: Steps[]; theirs: Steps[] }> {
  const { stripe } = shop
  await stripe.webhooks.pause()
  await stripe.setSwitch("redirect_waits_for_webhook", false)
  const steps = { ours: [] as Steps[], theirs: [] as Steps[] }
  for (let done = 0; done < checkouts; done += 1) {
    steps.ours.push(await measureSteps(shop, ours))
    steps.theirs.push(await measureSteps(shop, theirs))
  }
  await stripe.webhooks.resume()
  await stripe.setSwitch("redirect_waits_for_webhook", true)
  await waitUntilIdle(shop)
  return steps
}

async function measureWebhooks(
  shop: MeasuredShop,
  checkouts: number
): Promise<{ ours: number[]; theirs: number[] }> {
  const ourDelays: number[] = []
  const theirDelays: Promise<number>[] = []
  for (let done = 0; done < checkouts; done += 1) {
    ourDelays.push(await (await measureWebhook(shop, ours)).delay)
    // Medusa waits for seconds before it processes a webhook; other checkouts go on in the meantime.
    theirDelays.push((await measureWebhook(shop, theirs)).delay)
  }
  const delays = { ours: ourDelays, theirs: await Promise.all(theirDelays) }
  await waitUntilIdle(shop)
  return delays
}
