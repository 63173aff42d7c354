import type Stripe from "stripe"
import type { LoggedRequest } from "../../api/request-log"
import type {
  CheckoutSessionRecord,
  EventRecord,
  StripeAccount,
} from "../../state/account"
import type { Emulator } from "../../state/emulator"
import { idOf } from "../../state/ids"

/** All of Stripe's data about one Checkout Session. */
export type PaymentFacts = {
  record: CheckoutSessionRecord
  intent: Stripe.PaymentIntent | null
  charges: Stripe.Charge[]
  refunds: Stripe.Refund[]
  disputes: Stripe.Dispute[]
  reviews: Stripe.Review[]
  events: EventRecord[]
  requests: LoggedRequest[]
}

/** @returns null when no account has this Checkout Session. */
export function findPaymentFacts(
  emulator: Emulator,
  id: string
): PaymentFacts | null {
  const account = emulator.accounts.find((candidate) =>
    candidate.checkoutSessions.has(id)
  )
  const record = account?.checkoutSessions.get(id)
  return account && record ? factsOf(emulator, account, record) : null
}

function factsOf(
  emulator: Emulator,
  account: StripeAccount,
  record: CheckoutSessionRecord
): PaymentFacts {
  const intentId = record.paymentIntentId ?? ""
  const isAbout = (item: { payment_intent?: unknown }) =>
    idOf(item.payment_intent as string | null) === intentId && intentId !== ""
  const charges = account.charges.under(intentId)
  const refunds = account.refunds.under(intentId)
  const disputes = account.disputes.under(intentId)
  const reviews = account.reviews.under(intentId)
  const ids = new Set(
    [record.session, ...charges, ...refunds, ...disputes, ...reviews].map(
      ({ id }) => id
    )
  ).add(intentId)
  return {
    record,
    intent: account.paymentIntents.get(intentId) ?? null,
    charges,
    refunds,
    disputes,
    reviews,
    events: [...account.events.values()].filter(({ event }) => {
      const object = event.data.object as {
        id?: string
        payment_intent?: unknown
      }
      return ids.has(object.id ?? "") || isAbout(object)
    }),
    requests: emulator.requests.filter((request) => names(request, ids)),
  }
}

function names(
  { params, path }: LoggedRequest,
  ids: ReadonlySet<string>
): boolean {
  const values = [...path.split("/"), ...Object.values(params)]
  return values.some(
    (value) => typeof value === "string" && value !== "" && ids.has(value)
  )
}
