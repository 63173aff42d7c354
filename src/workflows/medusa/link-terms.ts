/**
 * What happened to a payment link beside its money: kept with its payment collection, and
 * changed under the order's lock only.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { LinkTerms } from "../../modules/stripe-checkout/domain/payment-links/link-terms"
import { resolveModule } from "../support/module"
import type { OpenCollection } from "./open-collections"
import { type OrderBalance, readOrderBalance } from "./order-balance"
import { withOrderLock } from "./order-lock"
import { requestInCollection } from "./payment-link"
import { findCollection } from "./payment-link-balance"

interface LinkOfOrder {
  readonly orderId: string
  readonly sessionId: string
  readonly waitsAs: "request" | "synchronization"
}

export interface OpenLink {
  readonly balance: OrderBalance
  readonly collection: OpenCollection
}

/**
 * @param change reads the link as it is under the lock, and says what is to be kept; null
 * for nothing
 */
export async function changeTerms(
  container: MedusaContainer,
  { orderId, sessionId, waitsAs }: LinkOfOrder,
  change: (link: OpenLink) => Promise<Partial<LinkTerms> | null>
): Promise<void> {
  await withOrderLock(container, { orderId, waitsAs }, async () => {
    const balance = await readOrderBalance(container, orderId)
    const collection = balance && findCollection(balance, sessionId)
    if (!balance || !collection?.isPaymentLink) {
      return
    }
    const changed = await change({ balance, collection })
    if (changed) {
      await requestInCollection(container, balance, {
        collection,
        amount: collection.amount,
        terms: { ...collection.terms, ...changed },
      })
    }
  })
}

/** Only reminders ask when the link was sent, so nothing is kept where there are none. */
export async function recordEmail(
  container: MedusaContainer,
  orderId: string,
  sessionId: string
): Promise<void> {
  const { paymentLinks } = resolveModule(container).options
  if (paymentLinks.reminderAfterHours === null) {
    return
  }
  await changeTerms(
    container,
    { orderId, sessionId, waitsAs: "request" },
    async () => Promise.resolve({ emailedAt: new Date().toISOString() })
  )
}
