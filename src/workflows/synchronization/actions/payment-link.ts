import { toMajorUnits } from "../../../modules/stripe-checkout/domain/money"
import { reminderDue } from "../../../modules/stripe-checkout/domain/payment-links/link-terms"
import { PLUGIN_ACTOR } from "../../../modules/stripe-checkout/domain/plugin-actor"
import { payLink } from "../../../modules/stripe-checkout/domain/urls"
import { changeTerms } from "../../medusa/link-terms"
import {
  adjustPaymentLink,
  remindedLink,
} from "../../medusa/payment-link-balance"
import { resolveModule } from "../../support/module"
import { announcePaymentLink } from "../announce-payment-link"
import type { Action } from "./context"

/** The balance is read again under the order's lock: somebody may be changing it. */
export const updatePaymentLink: Action<"update_payment_link"> = async ({
  container,
  row,
  medusa,
}) => {
  if (medusa.order) {
    await adjustPaymentLink(container, {
      orderId: medusa.order.id,
      sessionId: row.payment_session_id,
    })
  }
}

/** Read again under the order's lock, too: it may have been sent or renewed just now. */
export const remindOfPaymentLink: Action<"remind_of_payment_link"> = async ({
  container,
  row,
  medusa,
}) => {
  const { order } = medusa
  if (!order) {
    return
  }
  const link = {
    orderId: order.id,
    sessionId: row.payment_session_id,
    waitsAs: "synchronization",
  } as const
  await changeTerms(container, link, async ({ balance, collection }) => {
    const due = reminderDue(remindedLink(container, balance, row))
    if (due === null || due > Date.now()) {
      return null
    }
    const { amount, terms } = collection
    const { currencyCode } = balance
    await announcePaymentLink(container, {
      orderId: order.id,
      link: {
        url: payLink(
          resolveModule(container).options.backendUrl,
          row.payment_session_id
        ),
        amount: Number(toMajorUnits(amount, currencyCode)),
        currency_code: currencyCode,
        expires_at: terms.expiresAt,
        payment_session_id: row.payment_session_id,
      },
      event: "payment_link_reminder",
      actor: PLUGIN_ACTOR,
      requestId: null,
    })
    return { remindedAt: new Date().toISOString() }
  })
}
