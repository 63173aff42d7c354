import { recordPublicEvents } from "../support/public-events"
import { PLENTY, setStock } from "../support/sold-out"
import { describeStripeStore } from "../support/stripe-store"
import { isDecidedOnce } from "./payments-without-order/at-once"
import { isNeverReleasedOnceCaptured } from "./payments-without-order/captured"
import { outlivesItsPaymentSession } from "./payments-without-order/deleted-session"
import { isListed } from "./payments-without-order/list"
import { isRetriedOrReleased } from "./payments-without-order/requests"

describeStripeStore("Paid money that has no order", (store) => {
  const events = recordPublicEvents(store)

  afterEach(async () => {
    await setStock(store, PLENTY)
    await store.stripe.clearFaults()
    await store.stripe.webhooks.resume()
  })

  isListed(store)

  isRetriedOrReleased(store, events)

  isDecidedOnce(store)

  isNeverReleasedOnceCaptured(store)

  outlivesItsPaymentSession(store, events)
})
