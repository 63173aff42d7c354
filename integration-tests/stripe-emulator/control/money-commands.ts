import { number, oneOf, text, wholeNumber } from "./arguments"
import type { Command, CommandArguments } from "./command"
import { findIntent } from "./find-anywhere"
import { isCurrency } from "../money/currency"
import { heldCharge } from "../payment/release-authorization"
import type { Emulator } from "../state/emulator"
import { newId } from "../state/ids"

const highestRate = 100_000

/** What a merchant sees of a payment beside its amount, and what a key may read of it. */
export const moneyCommands: Readonly<Record<string, Command>> = {
  "money/settle_in": (emulator, given) => {
    const settlesIn = {
      currency: currencyIn(given),
      rate: number(given, "rate", { least: 0, most: highestRate }),
    }
    for (const account of emulator.accounts) {
      account.settlesIn = settlesIn
    }
    return settlesIn
  },
  /** As Adaptive Pricing leaves it: amount and currency of the payment stay. */
  "money/present": (emulator, given) => {
    const { charge, item } = chargeOf(emulator, given)
    const details = {
      presentment_amount: wholeNumber(given, "amount"),
      presentment_currency: currencyIn(given),
    }
    item.presentment_details = details
    charge.presentment_details = details
    return item
  },
  /** Test mode sends no receipt by itself, but the Dashboard does. */
  "money/send_receipt": (emulator, given) => {
    const { charge } = chargeOf(emulator, given)
    charge.receipt_email = "shopper@example.com"
    charge.receipt_number = newId.receiptNumber()
    return charge
  },
  "money/balance_permission": (emulator, given) => {
    const isMissing =
      oneOf(given, "is", ["missing", "granted"] as const) === "missing"
    for (const { unreadable } of emulator.accounts) {
      if (isMissing) {
        unreadable.add("balance_transaction")
      } else {
        unreadable.clear()
      }
    }
    return { is_missing: isMissing }
  },
}

function currencyIn(given: CommandArguments): string {
  const currency = text(given, "currency")
  if (!isCurrency(currency)) {
    throw new Error(`"${currency}" is not a currency.`)
  }
  return currency
}

function chargeOf(emulator: Emulator, given: CommandArguments) {
  const { context, item } = findIntent(emulator, text(given, "payment_intent"))
  const charge = heldCharge(context, item)
  if (charge === null) {
    throw new Error(`PaymentIntent ${item.id} has no successful charge.`)
  }
  return { charge, item }
}
