import type Stripe from "stripe"
import type { PendingCard } from "../state/account"

type WalletKind = NonNullable<PendingCard["wallet"]>

export const walletKinds: readonly WalletKind[] = ["apple_pay", "google_pay"]

/** A wallet shows the card's own last four digits beside those of its token. */
export function walletOf({
  wallet,
}: PendingCard): Stripe.Charge.PaymentMethodDetails.Card.Wallet | null {
  return wallet === undefined
    ? null
    : { [wallet]: {}, dynamic_last4: tokenDigits, type: wallet }
}

const tokenDigits = "0001"
