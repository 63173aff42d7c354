/** The shopper pays what the order still asks for. */
import type { HttpTypes } from "@medusajs/framework/types"
import { Browser } from "../../support/browser"
import {
  createPaymentLink,
  openLink,
  payLinkAt,
} from "../../support/payment-links"
import { openPage } from "../../support/stripe-checkout"
import { waitUntil } from "../../support/wait-until"
import { type PlacedSale, queryRows } from "../sale"
import { onOrder } from "./action"
import type { Checkout } from "./checkout"
import { type AccountName, providerOf } from "./shop"

/** Medusa notices late that a hold is gone or what an edit costs; a merchant tries again, but not for long. */
export const PATIENCE = { timeoutMs: 2_000, everyMs: 250 }

/** In the storefront, by the order's newest open payment collection. */
export const paysTheBalance = onOrder(
  "has its balance paid by the shopper",
  async (checkout, placed) => {
    const { world } = checkout
    const browser = new Browser(world)
    // Right after an edit core asks for the whole amount, and that page does not open.
    const checkoutSession = await waitUntil(
      "a page for the balance",
      async () => {
        const session = await startBalance(checkout, placed)
        const link = String(session.data["url"])
        return openPage({ ...placed, session, link, browser })
      },
      PATIENCE
    )
    const { redirectUrl } = await world.stripe.pay(checkoutSession)
    await browser.get(redirectUrl ?? "")
  }
)

async function startBalance(
  { account, world }: Checkout,
  { orderId }: PlacedSale
): Promise<HttpTypes.StorePaymentSession> {
  const [open] = await queryRows<{ id: string }>(
    world,
    `select c.id from order_payment_collection l
       join payment_collection c on c.id = l.payment_collection_id
      where l.order_id = $1 and c.status in ('not_paid', 'awaiting')
        and l.deleted_at is null and c.deleted_at is null
      order by c.created_at desc`,
    [orderId]
  )
  if (!open) throw new Error("the order asks for nothing")
  const { payment_collection } =
    await world.storefront.client.fetch<HttpTypes.StorePaymentCollectionResponse>(
      `/store/payment-collections/${open.id}/payment-sessions`,
      { method: "POST", body: { provider_id: providerOf(account) } }
    )
  const session = payment_collection.payment_sessions?.[0]
  if (!session) throw new Error("there is no payment session")
  return session
}

export const linkOf = (
  { world }: Checkout,
  placed: PlacedSale,
  input: Parameters<typeof createPaymentLink>[2] = {}
) =>
  waitUntil(
    "a payment link",
    () => createPaymentLink(world, placed, input),
    PATIENCE
  )

export const paysByLink = onOrder(
  "is paid again by a payment link",
  async (checkout, placed) =>
    payLinkAt(checkout.world, await linkOf(checkout, placed))
)

export const paysByLinkElsewhere = onOrder(
  "is paid again by a payment link of the other account",
  async (checkout, placed) => {
    const other: AccountName = checkout.account === "eu" ? "default" : "eu"
    await payLinkAt(
      checkout.world,
      await linkOf(checkout, placed, { account: other })
    )
  }
)

export const opensLink = onOrder(
  "has a payment link opened and not paid",
  async (checkout, placed) => {
    const link = await linkOf(checkout, placed)
    checkout.linkSessionId = await openLink(checkout.world, link)
  }
)

export const debitsLink = onOrder(
  "is paid again by a payment link and a bank debit",
  async (checkout, placed) => {
    const link = await linkOf(checkout, placed)
    checkout.linkSessionId = await openLink(checkout.world, link)
    await checkout.world.stripe.pay(checkout.linkSessionId, {
      method: "sepa_debit",
    })
  }
)

export const bankAnswersLink = (outcome: "succeeded" | "failed") =>
  onOrder(`has its link's debit answered: ${outcome}`, (checkout) =>
    checkout.world.stripe.settleDebit(checkout.linkSessionId ?? "", outcome)
  )
