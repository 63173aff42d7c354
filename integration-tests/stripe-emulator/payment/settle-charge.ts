import type Stripe from "stripe"
import type { Act } from "../state/act"
import { actOnItsOwn } from "../state/act"
import { newId } from "../state/ids"
import { emitEvent } from "../webhooks/emit-event"
import { whatChanged } from "./what-changed"

/** How long Stripe takes to book captured money. */
const bookingSeconds = 3

/** The balance transaction of a capture is known only later; `charge.updated` tells of it. */
export function scheduleBooking(act: Act, charge: Stripe.Charge): void {
  const { clock } = act.emulator
  clock.schedule(clock.nowMs() + bookingSeconds * 1000, () => {
    const previous = whatChanged(charge, () => {
      charge.balance_transaction = newId.transaction()
    })
    emitEvent(actOnItsOwn(act.emulator, act.account), {
      type: "charge.updated",
      object: charge,
      previous,
    })
  })
}
