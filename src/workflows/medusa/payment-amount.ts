/**
 * The amount of Medusa's payment, which core lets no capture exceed. It is what the shopper
 * authorized, and more only while a capture takes more by overcapture, and afterwards.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import type { PaymentRecord } from "../../modules/stripe-checkout/domain/decision/medusa-payment"
import {
  toMajorUnits,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import { paymentModule, sumAmounts } from "./query"

interface CapturedAmounts {
  readonly payment: Pick<PaymentRecord, "id" | "amount">
  readonly currencyCode: string
  /** What is captured once the work is done, with all captures before. Minor units. */
  readonly captured: number
  /** What the shopper authorized. Minor units. */
  readonly authorized: number
  /** The issuer grants more than one capture of what it holds. */
  readonly isGranted: boolean
}

/** Where the work fails, core's own capture must not take more than was authorized. */
export async function withCapturableAmount<Result>(
  container: MedusaContainer,
  amounts: CapturedAmounts,
  work: () => Promise<Result>
): Promise<Result> {
  const { authorized, captured, payment } = amounts
  const needed = Math.max(captured, authorized)
  // A failure may have left it too high.
  const isRight = captured <= payment.amount && payment.amount <= needed
  if (isRight || !amounts.isGranted) {
    return work()
  }
  await writeAmount(container, amounts, needed)
  try {
    return await work()
  } catch (error) {
    if (!(await hasCaptured(container, amounts))) {
      await writeAmount(container, amounts, authorized)
    }
    throw error
  }
}

/** Core may have captured and failed at the order's ledger. */
async function hasCaptured(
  container: MedusaContainer,
  { captured, currencyCode, payment }: CapturedAmounts
): Promise<boolean> {
  const { captures = [] } = await paymentModule(container).retrievePayment(
    payment.id,
    { relations: ["captures"] }
  )
  const total = sumAmounts(captures)
  return toMinorUnits(total.toString(), currencyCode) >= captured
}

async function writeAmount(
  container: MedusaContainer,
  { currencyCode, payment }: CapturedAmounts,
  minor: number
): Promise<void> {
  // Medusa's type of the update lacks what its module takes.
  const update = {
    id: payment.id,
    amount: Number(toMajorUnits(minor, currencyCode)),
  }
  await paymentModule(container).updatePayment(update)
}
