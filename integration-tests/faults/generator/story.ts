/** What happens to one checkout, from the cart to what people do with its order. */
import fc from "fast-check"
import type { Action } from "./action"
import { DASHBOARD } from "./dashboard"
import { FLEXIBLE_CARDS, FLEXIBLE_HOLDS } from "./flexible-holds"
import { ONE_PAYMENT, SEVERAL_PAYMENTS } from "./later-payments"
import { LINK_TERMS } from "./link-terms"
import { MERCHANT } from "./merchant"
import { DEBITS, PENDING_DEBITS } from "./placed-at-once"
import { CHARGES, SAVED_CARDS } from "./saved-cards"
import type { AccountName } from "./shop"
import {
  bankPays,
  bankRefuses,
  opensIn,
  opensSignedIn,
  pays,
  paysByCardInstead,
  paysByDebit,
  returns,
  SHOPPER,
} from "./shopper"

type Chain = readonly Action[]

function oneOf<Item>(items: readonly Item[]): fc.Arbitrary<Item> {
  return fc.constantFrom(...items)
}

/** Some sales belong to the second account. */
const account = oneOf<AccountName>(["default", "default", "default", "eu"])

/** Tried twice, because the first attempt may meet a fault. */
const byCard: Chain = [pays, pays]
const byDebit: Chain = [paysByDebit, paysByDebit]

/** Most shoppers pay, and most of them by card. */
const payment = oneOf<Chain>([
  ...Array.from({ length: 16 }, () => byCard),
  [...byDebit, bankPays],
  [...byDebit, bankRefuses, paysByCardInstead],
  byDebit,
  [],
])

const someOf = (
  actions: readonly Action[],
  maxLength: number
): fc.Arbitrary<Action[]> => fc.array(oneOf(actions), { maxLength })

const anybody = [...MERCHANT, ...DASHBOARD]

type Course = {
  readonly opens?: (account: AccountName) => Action
  readonly payment: fc.Arbitrary<Chain>
  readonly later: fc.Arbitrary<Chain>
}

/** Some do not get that far: about half of all orders end up with several payments. */
const usual: Course = {
  payment,
  later: fc.oneof(
    { weight: 3, arbitrary: oneOf(SEVERAL_PAYMENTS) },
    { weight: 1, arbitrary: oneOf(ONE_PAYMENT) }
  ),
}

const flexibleHold: Course = {
  payment: oneOf(FLEXIBLE_CARDS),
  later: oneOf(FLEXIBLE_HOLDS),
}

const savedCard: Course = {
  opens: opensSignedIn,
  payment: oneOf(SAVED_CARDS),
  later: oneOf(CHARGES),
}

const partialLink: Course = {
  payment: oneOf([byCard]),
  later: oneOf(LINK_TERMS),
}

const pendingDebit: Course = {
  payment: oneOf(DEBITS),
  later: oneOf(PENDING_DEBITS),
}

export const story: fc.Arbitrary<Chain> = fc.oneof(
  { weight: 5, arbitrary: storyOf(usual) },
  { weight: 2, arbitrary: storyOf(flexibleHold) },
  { weight: 2, arbitrary: storyOf(savedCard) },
  { weight: 1, arbitrary: storyOf(partialLink) },
  { weight: 1, arbitrary: storyOf(pendingDebit) }
)

/** Merchants act on some of the orders, also between their payments. */
function storyOf({
  opens = opensIn,
  payment: pay,
  later,
}: Course): fc.Arbitrary<Chain> {
  return fc
    .record({
      account,
      before: someOf(SHOPPER, 2),
      payment: pay,
      returns: oneOf<Chain>([[returns], [returns], []]),
      then: someOf(SHOPPER, 1),
      early: oneOf([1, 0, 0]).chain((maxLength) => someOf(anybody, maxLength)),
      later,
      after: someOf(anybody, 2),
    })
    .map(({ account: name, payment: paid, ...parts }) => [
      opens(name),
      opens(name),
      ...parts.before,
      ...paid,
      ...parts.returns,
      ...parts.then,
      ...parts.early,
      ...parts.later,
      ...parts.after,
    ])
}
