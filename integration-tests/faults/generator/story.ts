/** What happens to one checkout, from the cart to what people do with its order. */
import fc from "fast-check"
import type { Action } from "./action"
import { DASHBOARD } from "./dashboard"
import { ONE_PAYMENT, SEVERAL_PAYMENTS } from "./later-payments"
import { MERCHANT } from "./merchant"
import type { AccountName } from "./shop"
import {
  bankPays,
  bankRefuses,
  opensIn,
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

/** Merchants act on some of the orders, also between their payments. */
export const story: fc.Arbitrary<Chain> = fc
  .record({
    account,
    before: someOf(SHOPPER, 2),
    payment,
    returns: oneOf<Chain>([[returns], [returns], []]),
    then: someOf(SHOPPER, 1),
    early: oneOf([1, 0, 0]).chain((maxLength) => someOf(anybody, maxLength)),
    // Some of them do not get that far: about half of all orders end up with several payments.
    later: fc.oneof(
      { weight: 3, arbitrary: oneOf(SEVERAL_PAYMENTS) },
      { weight: 1, arbitrary: oneOf(ONE_PAYMENT) }
    ),
    after: someOf(anybody, 2),
  })
  .map(({ account: name, payment: paid, ...parts }) => [
    opensIn(name),
    opensIn(name),
    ...parts.before,
    ...paid,
    ...parts.returns,
    ...parts.then,
    ...parts.early,
    ...parts.later,
    ...parts.after,
  ])
