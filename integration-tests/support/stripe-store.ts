import { setTimeout as pause } from "node:timers/promises"
import {
  type DifferenceOnPurpose,
  expectCleanLedgers,
} from "./expect-clean-ledgers"
import { sql } from "./order-records"
import { describeShop, type Store } from "./store"
import {
  expectVisitors,
  openStripeShop,
  type StoreOptions,
  type StripeShop,
} from "./stripe-shop"

export {
  API_KEY,
  STOREFRONT_URL,
  WEBHOOK_SECRET,
  type StoreOptions,
} from "./stripe-shop"

export const PROVIDER_ID = "pp_stripe-checkout_default"

/** A running shop that pays at an emulated Stripe. */
export type StripeStore = Store &
  /** What the emulator offers to tests, and their cart; usable inside hooks and tests only. */
  Pick<StripeShop, (typeof OF_THE_SHOP)[number]>

const OF_THE_SHOP = ["stripe", "filledCart"] as const

/** Says beforehand what the audit is going to find, and why that is right. */
export type ExpectDifference = (difference: DifferenceOnPurpose) => void

/**
 * Describes tests against one real Medusa with the plugin, a seeded shop and a Stripe
 * emulator whose webhooks reach it. Further accounts among the options each are one at
 * the emulator, too, with a webhook of their own. They end with an audit of all that
 * they have done.
 */
export function describeStripeStore(
  title: string,
  suite: (store: StripeStore, expectDifference: ExpectDifference) => void,
  options: StoreOptions = {}
): void {
  const audited = (store: StripeStore): void => {
    const onPurpose: DifferenceOnPurpose[] = []
    beforeEach(() => letEarlierWorkEnd(store))
    suite(store, (difference) => onPurpose.push(difference))
    // A test, not a hook: a hook's failure would be reported for every test.
    it("leaves Medusa and Stripe in agreement", async () => {
      await expectCleanLedgers(store, onPurpose)
    })
  }
  describeUnauditedStripeStore(title, audited, options)
}

/**
 * What an earlier test began would meet the faults that are meant for the next one. A lease that a test took by hand
 * never ends, so the patience is short.
 */
async function letEarlierWorkEnd(store: StripeStore): Promise<void> {
  const patience = AbortSignal.timeout(1_000)
  while ((await isAtWork(store)) && !patience.aborted) await pause(50)
}

/** A lease lasts 45 seconds: what has less than 40 left began long before the last test ended. */
async function isAtWork(store: StripeStore): Promise<boolean> {
  const [row] = await sql<{ at_work: boolean }>(
    store,
    `select exists (select from stripe_checkout_purchase
                     where lease_until > now() + interval '40 seconds')
         or exists (select from stripe_checkout_event
                     where status = 'received' and created_at > now() - interval '1 second') as at_work`
  )
  return row?.at_work === true
}

/** For rows that a spec makes by hand, about money that was never paid. */
export function describeUnauditedStripeStore(
  title: string,
  suite: (store: StripeStore) => void,
  options: StoreOptions = {}
): void {
  expectVisitors(options)
  let shop: StripeShop | undefined
  describeShop(
    title,
    (store) => {
      // The store's properties appear once it runs, so they are read late.
      const stripeStore = new Proxy(store, {
        get: (target, property, receiver): unknown => {
          const ours = OF_THE_SHOP.find((name) => name === property)
          return ours ? shop?.[ours] : Reflect.get(target, property, receiver)
        },
      }) as StripeStore
      suite(stripeStore)
    },
    {
      open: async () => (shop = await openStripeShop(options)),
      // It stays open for the next spec, and closes with the last one.
      close: () => Promise.resolve(),
    }
  )
}
