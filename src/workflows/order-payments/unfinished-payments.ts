/**
 * What is still held or may still be paid, in words: whoever removes the plugin, an account or
 * its key has to wait for it.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  formatMoney,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import type {
  UnfinishedKind,
  UnfinishedPaymentsRow,
} from "../../modules/stripe-checkout/repositories/unfinished-payments"
import { resolveModule } from "../support/module"

/** One sentence for each account, kind and currency; none when nothing is unfinished. */
export async function describeUnfinishedPayments(
  container: MedusaContainer
): Promise<string[]> {
  const rows = await resolveModule(container).unfinishedPayments.count()
  return rows.map(describe)
}

const WORDS: Readonly<Record<UnfinishedKind, string>> = {
  held: "held: capture or release them under Orders > Stripe payments",
  open: "open on Stripe's page: they expire within 24 hours",
  processing: "in process at the bank: wait for its answer",
  captured_without_order:
    "captured, but without an order: place it, or refund the money; Orders > Stripe payments lists them under No order",
}

function describe({
  account,
  kind,
  currency_code: currency,
  payments,
  amount,
}: UnfinishedPaymentsRow): string {
  const money = formatMoney(toMinorUnits(amount, currency), currency)
  return `Account "${account}": ${payments} ${payments === 1 ? "payment" : "payments"}, ${money}, ${WORDS[kind]}.`
}
