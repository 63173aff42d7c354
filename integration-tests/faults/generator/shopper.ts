/** What shoppers do until their cart is paid for. */
import { openPage, payFor } from "../../support/stripe-checkout"
import { signUp } from "../../support/sign-up"
import type { FaultWorld } from "../fault-world"
import { addAnotherShirt, openSale, openSaleOf } from "../sale"
import { Action, saleOf } from "./action"
import type { AccountName } from "./shop"
import { providerOf } from "./shop"
import type { Checkout } from "./checkout"

export const opensIn = (account: AccountName): Action =>
  new Action(
    `opens the Checkout Session in the account "${account}"`,
    "nothing",
    async (checkout, model) => {
      const providerId = providerOf(account)
      checkout.account = account
      checkout.sale = await openSale(checkout.world, { providerId })
      model.progress = "checkout_open"
    }
  )

export const opensSignedIn = (account: AccountName): Action =>
  new Action(
    `signs in and opens the Checkout Session in the account "${account}"`,
    "nothing",
    async (checkout, model) => {
      const customer = await signUp(checkout.world)
      checkout.account = account
      checkout.sale = await openSaleOf(customer, providerOf(account))
      checkout.shopper = customer
      model.progress = "checkout_open"
    }
  )

type Card = Pick<
  NonNullable<Parameters<FaultWorld["stripe"]["pay"]>[1]>,
  "card" | "grants"
>

export const paysWith = (name: string, card: Card): Action =>
  new Action(name, "checkout_open", async (checkout, model) => {
    const { stripe } = checkout.world
    const { checkoutSessionId } = saleOf(checkout)
    const first = await stripe.pay(checkoutSessionId, card)
    const paid =
      first.outcome === "requires_action"
        ? await stripe.authenticate(checkoutSessionId, "complete")
        : first
    checkout.redirectUrl = paid.redirectUrl ?? null
    if (paid.redirectUrl) model.progress = "paid"
  })

export const pays = paysWith("pays", {})

export const paysByDebit = new Action(
  "pays by bank debit",
  "checkout_open",
  async (checkout, model) => {
    const sale = saleOf(checkout)
    const paid = await checkout.world.stripe.pay(sale.checkoutSessionId, {
      method: "sepa_debit",
    })
    checkout.redirectUrl = paid.redirectUrl ?? null
    if (!paid.redirectUrl) return
    model.progress = "paid"
    // What comes of it depends on the bank, and on when it answers.
    model.isContested = true
  }
)

const bankAnswers = (outcome: "succeeded" | "failed"): Action =>
  new Action(`has its debit answered: ${outcome}`, "paid", (checkout) =>
    checkout.world.stripe.settleDebit(
      saleOf(checkout).checkoutSessionId,
      outcome
    )
  )

export const bankPays = bankAnswers("succeeded")
export const bankRefuses = bankAnswers("failed")

export const paysByCardInstead = new Action(
  "pays by card after the debit failed",
  "paid",
  async (checkout) => {
    const sale = saleOf(checkout)
    // The first click may come before Stripe's event, and only leads to the news.
    const checkoutSessionId = await openPage(sale).catch(() => openPage(sale))
    checkout.sale = { ...sale, checkoutSessionId }
    const paid = await checkout.world.stripe.pay(checkoutSessionId)
    checkout.redirectUrl = paid.redirectUrl ?? null
  }
)

const changesMetadata = (
  name: string,
  metadata: Record<string, unknown>
): Action =>
  new Action(name, "checkout_open", async (checkout) => {
    const sale = saleOf(checkout)
    const { account, shopper } = checkout
    const { cart } = await shopper.storefront.store.cart.update(sale.cart.id, {
      metadata,
    })
    const purchase = await payFor(shopper, cart, providerOf(account))
    checkout.sale = {
      ...sale,
      ...purchase,
      checkoutSessionId: await openPage(purchase),
    }
  })

const isRedirected = ({ redirectUrl, sale }: Checkout) =>
  sale?.browser.get(redirectUrl ?? "")

export const returns = new Action("returns", "paid", async (checkout) =>
  isRedirected(checkout)
)

export const SHOPPER: readonly Action[] = [
  new Action("clicks twice", "checkout_open", async (checkout) => {
    const sale = saleOf(checkout)
    const ids = await Promise.all([openPage(sale), openPage(sale)])
    checkout.sale = { ...sale, checkoutSessionId: ids[1] }
  }),
  new Action("is declined", "checkout_open", async ({ sale, world }) =>
    world.stripe.pay(sale?.checkoutSessionId ?? "", {
      card: "4000000000000002",
    })
  ),
  changesMetadata("changes the cart and starts a new payment", {
    note: "Ring twice",
  }),
  changesMetadata("plants the status that requests the capture", {
    order_status: "ready_for_capture",
  }),
  changesMetadata("plants a status that the plugin writes", {
    order_status: "paid",
  }),
  new Action(
    "changes the cart after paying",
    "paid",
    async (checkout, model) => {
      model.isContested = true
      await addAnotherShirt(checkout.shopper, saleOf(checkout))
    }
  ),
  returns,
  new Action("returns twice", "paid", async (checkout) =>
    Promise.all([isRedirected(checkout), isRedirected(checkout)])
  ),
  new Action("completes in the storefront", "paid", async ({ sale, shopper }) =>
    shopper.storefront.store.cart.complete(sale?.cart.id ?? "")
  ),
]
