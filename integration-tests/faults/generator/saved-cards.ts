/** The merchant charges the customer's saved card for what an order owes, and not every issuer agrees. */
import { charge, requireOffer } from "../../support/off-session-charges"
import { readCard } from "../../support/order-card"
import { waitUntil } from "../../support/wait-until"
import type { PlacedSale } from "../sale"
import { type Action, onOrder } from "./action"
import { opensLink, PATIENCE, paysByLink } from "./balance"
import type { Checkout } from "./checkout"
import { lapses } from "./dashboard"
import { opensPartLink, paysOpenedLink } from "./link-terms"
import {
  becomesCheaper,
  becomesDearer,
  isCapturedInPart,
  isMarkedReady,
  isReleased,
  removeItem,
} from "./merchant"
import { paysWith } from "./shopper"

type Chain = readonly Action[]

const WORKS = "4242424242424242"
const DECLINED = "4000000000009995"
const ALWAYS_AUTHENTICATES = "4000002760003184"

const pays = paysWith("pays with a card that is saved", {})
const authenticates = paysWith(
  "pays with a card whose issuer always wants the customer",
  { card: ALWAYS_AUTHENTICATES }
)

/** Tried twice, because the first attempt may meet a fault. */
export const SAVED_CARDS: readonly Chain[] = [
  [pays, pays],
  [pays, pays],
  [pays, pays],
  [authenticates, authenticates],
]

async function chargeCard(
  { world }: Checkout,
  placed: PlacedSale
): Promise<void> {
  const amount = await waitUntil(
    "something that is missing",
    async () => {
      const { payment_link } = await readCard(world, placed.orderId)
      return payment_link.amount > 0 && payment_link.amount
    },
    PATIENCE
  )
  await charge(world, placed, { amount })
}

const isCharged = onOrder("has its saved card charged", chargeCard)

const isChargedTwiceAtOnce = onOrder(
  "has its saved card charged twice at once",
  (checkout, placed) =>
    Promise.all([chargeCard(checkout, placed), chargeCard(checkout, placed)])
)

const isChargedWhileLinkIsPaid = onOrder(
  "has its saved card charged while its link is paid",
  (checkout, placed) =>
    Promise.all([
      chargeCard(checkout, placed),
      checkout.world.stripe.pay(checkout.linkSessionId ?? ""),
    ])
)

const isChargedDuringEdit = onOrder(
  "has its saved card charged while an edit makes it cheaper",
  (checkout, placed) =>
    Promise.all([
      chargeCard(checkout, placed),
      removeItem(checkout.world, placed),
    ])
)

const hasItsCard = (does: string, card: string) =>
  onOrder(`has its saved card ${does}`, async ({ world }, placed) => {
    const { id } = await requireOffer(world, placed)
    await world.stripe.setSavedCard(id, card)
  })

const isEmpty = hasItsCard("run out of funds", DECLINED)
const wantsCustomer = hasItsCard("want the customer", ALWAYS_AUTHENTICATES)
const works = hasItsCard("work again", WORKS)

export const CHARGES: readonly Chain[] = [
  [becomesDearer, isCharged, isMarkedReady],
  [becomesDearer, isCharged, becomesCheaper],
  [becomesDearer, isChargedTwiceAtOnce, isMarkedReady],
  [becomesDearer, opensLink, isCharged, paysOpenedLink],
  [becomesDearer, opensLink, isChargedWhileLinkIsPaid, isMarkedReady],
  [becomesDearer, opensPartLink, isCharged, isMarkedReady],
  [becomesDearer, isChargedDuringEdit],
  [becomesDearer, isEmpty, isCharged, paysByLink, isMarkedReady],
  [becomesDearer, isEmpty, isCharged, works, isCharged, isMarkedReady],
  [becomesDearer, isEmpty, isChargedTwiceAtOnce, becomesCheaper],
  [becomesDearer, wantsCustomer, isCharged, opensLink, becomesCheaper],
  [becomesDearer, isCharged, lapses, isCharged],
  [isCapturedInPart, isCharged],
  [isReleased, isCharged],
  [lapses, isCharged, isMarkedReady],
]
