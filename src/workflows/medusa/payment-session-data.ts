/**
 * Writes the data of a payment session, and nothing else.
 *
 * `updatePaymentSession` would ask the provider and write back an old status, which
 * can undo an authorization that happens at the same time. The plain update of the
 * module's rows touches the data only.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"

import { DEFAULT_ACCOUNT } from "../../modules/stripe-checkout/options/schema"

interface PaymentSessionData {
  readonly session_id: string
  readonly url: string
  readonly checkout_session_id: string | null
  readonly payment_intent_id: string | null
  readonly expires_at: string | null
  /** The provider pays there; absent for the top level's account. */
  readonly stripe_account?: string
}

/** What the payment session's data say of its account. */
export function accountData(
  account: string
): Pick<PaymentSessionData, "stripe_account"> {
  return account === DEFAULT_ACCOUNT ? {} : { stripe_account: account }
}

/** Medusa's module factory generates this method; its interface lacks it. */
interface PaymentSessionRows {
  updatePaymentSessions(update: {
    id: string
    data: PaymentSessionData
  }): Promise<unknown>
}

/** @returns false when the payment session no longer exists. */
export async function writePaymentSessionData(
  container: MedusaContainer,
  data: PaymentSessionData
): Promise<boolean> {
  const rows = container.resolve<PaymentSessionRows>(Modules.PAYMENT)
  try {
    await rows.updatePaymentSessions({ id: data.session_id, data })
    return true
  } catch (error) {
    if (
      MedusaError.isMedusaError(error) &&
      error.type === MedusaError.Types.NOT_FOUND
    ) {
      return false
    }
    throw error
  }
}
