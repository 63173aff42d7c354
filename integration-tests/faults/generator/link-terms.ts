/** Payment links for a part of what is missing, and those that end. */
import { makeLinkMomentsOlder } from "../../support/link-moments"
import { openLink } from "../../support/payment-links"
import type { FaultWorld } from "../fault-world"
import { type PlacedSale, queryRows } from "../sale"
import { type Action, onOrder } from "./action"
import { bankAnswersLink, linkOf, paysByLink } from "./balance"
import { becomesCheaper, becomesDearer, isMarkedReady } from "./merchant"

type Chain = readonly Action[]

const HOUR_SECONDS = 60 * 60

type Terms = { readonly amount?: number; readonly expires_at?: string }

const opens = (name: string, terms: () => Terms): Action =>
  onOrder(name, async (checkout, placed) => {
    const link = await linkOf(checkout, placed, terms())
    checkout.linkSessionId = await openLink(checkout.world, link)
  })

export const opensPartLink = opens(
  "has a link for a part opened and not paid",
  () => ({ amount: 30 })
)

const opensOtherPart = opens(
  "has a link for another part opened and not paid",
  () => ({ amount: 45 })
)

const inTwoHours = (): string =>
  new Date(Date.now() + 2 * HOUR_SECONDS * 1000).toISOString()

const opensExpiringLink = opens(
  "has a link that expires opened and not paid",
  () => ({ expires_at: inTwoHours() })
)

const opensExpiringPart = opens(
  "has a link for a part that expires opened and not paid",
  () => ({ amount: 30, expires_at: inTwoHours() })
)

export const paysOpenedLink = onOrder(
  "has the link paid that was opened",
  ({ linkSessionId, world }) => world.stripe.pay(linkSessionId ?? "")
)

const debitsOpenedLink = onOrder(
  "has the link debited that was opened",
  ({ linkSessionId, world }) =>
    world.stripe.pay(linkSessionId ?? "", { method: "sepa_debit" })
)

const linkExpires = onOrder("has its link expire", ({ world }, placed) =>
  passLinkMoments(world, placed)
)

/** Three hours pass for the order's links, and for nothing else. */
async function passLinkMoments(
  world: FaultWorld,
  { orderId }: PlacedSale
): Promise<void> {
  const ofOrder = `id in (select payment_collection_id from order_payment_collection where order_id = $1)`
  for (const older of makeLinkMomentsOlder(3 * HOUR_SECONDS, ofOrder)) {
    await queryRows(world, older, [orderId])
  }
  await queryRows(
    world,
    `update stripe_checkout_payment set next_sync_at = next_sync_at - interval '3 hours'
      where order_id = $1 and cart_id is null`,
    [orderId]
  )
}

export const LINK_TERMS: readonly Chain[] = [
  [becomesDearer, opensPartLink, paysOpenedLink, paysByLink, isMarkedReady],
  [becomesDearer, opensPartLink, paysOpenedLink, becomesCheaper],
  [becomesDearer, opensPartLink, opensOtherPart, paysOpenedLink, isMarkedReady],
  [becomesDearer, opensPartLink, becomesDearer, paysOpenedLink, paysByLink],
  [becomesDearer, opensPartLink, becomesCheaper],
  [
    becomesDearer,
    opensPartLink,
    debitsOpenedLink,
    paysByLink,
    bankAnswersLink("succeeded"),
  ],
  [
    becomesDearer,
    opensPartLink,
    debitsOpenedLink,
    bankAnswersLink("failed"),
    paysByLink,
  ],
  [becomesDearer, opensExpiringLink, linkExpires],
  [becomesDearer, opensExpiringLink, linkExpires, paysOpenedLink],
  [becomesDearer, opensExpiringLink, linkExpires, paysByLink, isMarkedReady],
  [becomesDearer, opensExpiringPart, linkExpires, opensPartLink],
  [becomesDearer, opensExpiringPart, paysOpenedLink, linkExpires, paysByLink],
]
