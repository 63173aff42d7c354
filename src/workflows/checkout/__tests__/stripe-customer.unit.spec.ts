import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

import { STRIPE_CHECKOUT_MODULE } from "../../../modules/stripe-checkout/index"
import { aPurchase } from "../../../modules/stripe-checkout/domain/checkout/__tests__/a-purchase"
import { providerIdOf } from "../../../modules/stripe-checkout/options/schema"
import { findStripeCustomer, replaceStripeCustomer } from "../stripe-customer"

const PURCHASE = aPurchase({
  customer: {
    id: "cus_ada",
    email: "ada@example.com",
    name: "Ada Muster",
    billing: null,
  },
})

const limits = () => ({ timeout: 1000, maxNetworkRetries: 0 })

describe("Two clicks of one signed-in shopper at the same moment", () => {
  it("make one Stripe customer, whoever of them is first to note it", async () => {
    const shop = aShop()

    const first = await shop.find()
    // The second click has read the record before the first one wrote it.
    shop.deleteExecution()
    const second = await shop.find({ thatIsNotedMeanwhile: first })

    expect(second).toBe(first)
    expect(shop.keys()).toHaveLength(1)
  })

  it("replace a customer who is no more at Stripe once", async () => {
    const shop = aShop()
    const old = (await shop.find()) ?? ""

    const first = await shop.replace(old)
    const second = await shop.replace(old)

    expect(second).toBe(first)
    expect(first).not.toBe(old)
    expect(shop.keys()).toHaveLength(2)
  })
})

/** Medusa's record of one customer, and a Stripe that answers a key always the same. */
function aShop() {
  let noted: string | null = null
  let notedMeanwhile: string | null = null
  const made = new Map<string, string>()
  const services: Record<string, object> = {
    [ContainerRegistrationKeys.QUERY]: {
      graph: () => {
        const holder = {
          id: "holder_1",
          provider_id: providerIdOf(PURCHASE.account),
          data: noted ? { stripe_customer_id: noted } : {},
        }
        noted = notedMeanwhile ?? noted
        return { data: [{ account_holders: [holder] }] }
      },
    },
    [Modules.PAYMENT]: {
      updateAccountHolder: ({
        context,
      }: {
        context: { account_holder: { data: { stripe_customer_id: string } } }
      }) => {
        noted = context.account_holder.data.stripe_customer_id
      },
    },
    [STRIPE_CHECKOUT_MODULE]: {
      accounts: {
        get: () => ({
          gateway: {
            customers: {
              create: (_: unknown, key: string) => {
                const id = made.get(key) ?? `cus_${made.size + 1}`
                made.set(key, id)
                return id
              },
            },
          },
        }),
      },
    },
  }
  const container = {
    resolve: (name: string) => services[name],
  } as unknown as MedusaContainer
  return {
    keys: () => [...made.keys()],
    deleteExecution: () => {
      noted = null
    },
    find: ({
      thatIsNotedMeanwhile = null,
    }: { thatIsNotedMeanwhile?: string | null } = {}) => {
      notedMeanwhile = thatIsNotedMeanwhile
      return findStripeCustomer(container, PURCHASE, limits)
    },
    replace: (missing: string) =>
      replaceStripeCustomer(container, PURCHASE, { missing, limits }),
  }
}
