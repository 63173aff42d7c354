import type Stripe from "stripe"
import type { Context } from "../state/context"
import { contextWithoutRequest } from "../state/context"
import { emitEvent } from "../webhooks/emit-event"
import { settleCharge } from "./balance-transactions"
import { previousAttributes } from "./previous-attributes"

/** How long Stripe takes to settle captured money. */
const bookingSeconds = 3

/** The balance transaction of a payment that is captured asynchronously comes later, with `charge.updated`. */
export function scheduleBooking(context: Context, charge: Stripe.Charge): void {
  const { clock } = context.emulator
  clock.schedule(clock.nowMs() + bookingSeconds * 1000, () => {
    const previous = previousAttributes(charge, () => {
      charge.balance_transaction = settleCharge(context, charge)
    })
    emitEvent(contextWithoutRequest(context.emulator, context.account), {
      type: "charge.updated",
      object: charge,
      previous,
    })
  })
}
