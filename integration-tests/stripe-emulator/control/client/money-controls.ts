import type Stripe from "stripe"
import type { Run } from "./command-runner"

/** What a merchant sees of a payment beside its amount. */
export function moneyControls(run: Run) {
  return {
    /** From now on, what is captured is converted into this currency. */
    settleIn: (currency: string, rate: number) =>
      run("money/settle_in", { currency, rate }),
    /** The amount, in minor units, and the currency that the shopper was shown. */
    present: (paymentIntent: string, amount: number, currency: string) =>
      run<Stripe.PaymentIntent>("money/present", {
        payment_intent: paymentIntent,
        amount,
        currency,
      }),
    sendReceipt: (paymentIntent: string) =>
      run<Stripe.Charge>("money/send_receipt", {
        payment_intent: paymentIntent,
      }),
    /** Whether the restricted keys may read what is in the balance. */
    balancePermission: (is: "missing" | "granted") =>
      run("money/balance_permission", { is }),
  }
}
