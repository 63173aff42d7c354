import adoptStripeCustomers from "../../../docs/snippets/adopt-stripe-customers"
import { MEDUSAS_STRIPE } from "../../beside-others/names"
import { intentAtStripe, intentIn } from "../../beside-others/payments"
import { only } from "../../support/only"
import { startPaymentSession } from "../../support/shopper"
import { cartOf, type SignedIn, signUp } from "../../support/sign-up"
import {
  checkoutSessionsOf,
  openPage,
  payFor,
} from "../../support/stripe-checkout"
import type { StripeStore } from "../../support/stripe-store"

/** The script of the guide for stores that move from Medusa's own Stripe provider. */
export function keepsStripeCustomers(store: StripeStore): void {
  const adopt = (): Promise<void> =>
    adoptStripeCustomers({ container: store.container, args: [] })

  it("pays as the Stripe customer that Medusa's own provider has created", async () => {
    const grace = await signUp(store)
    const known = await customerAtMedusasStripe(grace)

    await adopt()

    expect(await customerOnStripesPage(grace)).toBe(known)
  })

  it("keeps that customer when the script runs again", async () => {
    const grace = await signUp(store)
    const known = await customerAtMedusasStripe(grace)

    await adopt()
    await adopt()

    expect(await customerOnStripesPage(grace)).toBe(known)
  })

  it("leaves alone a customer whom the plugin knows already", async () => {
    const grace = await signUp(store)
    const ours = await customerOnStripesPage(grace)
    const theirs = await customerAtMedusasStripe(grace)

    await adopt()

    expect(theirs).not.toBe(ours)
    expect(await customerOnStripesPage(grace)).toBe(ours)
  })

  /** Starts a payment with Medusa's own provider, which creates a Stripe customer. */
  async function customerAtMedusasStripe(customer: SignedIn) {
    const session = await startPaymentSession(
      customer,
      await cartOf(customer),
      MEDUSAS_STRIPE
    )
    const { customer: id } = await intentAtStripe(store, intentIn(session))
    expect(id).toMatch(/^cus_/)
    return id
  }

  async function customerOnStripesPage(customer: SignedIn) {
    const purchase = await payFor(customer, await cartOf(customer))
    await openPage(purchase)
    const { customer: id } = only(
      await checkoutSessionsOf(store, purchase.session.id)
    )
    return id
  }
}
