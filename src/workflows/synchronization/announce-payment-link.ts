/**
 * Tells subscribers of a payment link, with all that an e-mail to the customer needs, and
 * records who caused it.
 */
import type { MedusaContainer } from "@medusajs/framework/types"

import { toMinorUnits } from "../../modules/stripe-checkout/domain/money"
import { because } from "../../modules/stripe-checkout/domain/reasons/reason"
import type { PaymentLinkActionKind } from "../../modules/stripe-checkout/repositories/operation-row"
import { queryOne } from "../medusa/query"
import { findNewOwner, type NewOwner } from "./new-owner"
import {
  emitRowEvent,
  type StripeCheckoutEventPayload,
} from "../support/events"
import { newRowId, resolveModule } from "../support/module"

/**
 * What `stripe_checkout.payment_link_created`, `stripe_checkout.payment_link_email_requested`
 * and `stripe_checkout.payment_link_reminder` carry beside what every event carries.
 */
export interface PaymentLinkEventPayload
  extends StripeCheckoutEventPayload, PaymentLinkDetails {}

interface PaymentLinkDetails {
  /** The pay link, for the customer. */
  readonly url: string
  /** Until when it is valid, an ISO date; null where it does not expire. */
  readonly expires_at: string | null
  /** The order's address; null where it has none. */
  readonly email: string | null
  readonly customer_id: string | null
  /**
   * As the billing address names the customer, else the shipping address; null without one.
   * After a transfer to another customer, as that account names them.
   */
  readonly customer_name: string | null
  /** The order's language, such as `de-DE`; null where the store keeps none. */
  readonly locale: string | null
  /**
   * Who created the link or requested the e-mail: a user's id, or the name of a program. The
   * plugin's own name for a reminder.
   */
  readonly actor: string | null
}

/** How the payment history names them: a reminder is an e-mail with the link. */
const KINDS = {
  payment_link_created: "payment_link",
  payment_link_email_requested: "payment_link_email",
  payment_link_reminder: "payment_link_email",
} as const satisfies Record<string, PaymentLinkActionKind>

export interface AnnouncedPaymentLink {
  readonly orderId: string
  readonly link: {
    readonly url: string
    /** Major units of `currency_code`. */
    readonly amount: number
    readonly currency_code: string
    readonly expires_at: string | null
    readonly payment_session_id: string
  }
  readonly event: keyof typeof KINDS
  readonly actor: string | null
  /** The caller's own id; null when the caller gave none. */
  readonly requestId: string | null
}

export async function announcePaymentLink(
  container: MedusaContainer,
  { orderId, link, event, actor, requestId }: AnnouncedPaymentLink
): Promise<void> {
  const { payments, requests } = resolveModule(container)
  const { amount, currency_code: currencyCode, payment_session_id } = link
  const row = await payments.findBy("payment_session_id", payment_session_id)
  if (!row) {
    return
  }
  const reason = because(event, {
    amount: toMinorUnits(amount, currencyCode),
    currency_code: currencyCode,
  })
  // Emitted twice after a crash rather than never.
  await emitRowEvent(container, row, {
    event,
    amount,
    reason,
    details: {
      ...(await readRecipient(container, orderId)),
      url: link.url,
      expires_at: link.expires_at,
      actor,
    },
  })
  await requests.recordLinkAction({
    id: newRowId("scop"),
    paymentSessionId: payment_session_id,
    orderId,
    kind: KINDS[event],
    amount: String(amount),
    currencyCode,
    requestId,
    actor,
    reason,
  })
}

type Recipient = Omit<PaymentLinkDetails, "url" | "expires_at" | "actor">

/** Whom an e-mail about the order is for. */
export async function readRecipient(
  container: MedusaContainer,
  orderId: string
): Promise<{ [Detail in keyof Recipient]: Recipient[Detail] }> {
  const order = await queryOne<OrderRow>(container, {
    entity: "order",
    fields: [
      "id",
      "email",
      "customer_id",
      "locale",
      "billing_address.first_name",
      "billing_address.last_name",
      "shipping_address.first_name",
      "shipping_address.last_name",
    ],
    filters: { id: orderId },
  })
  return {
    email: order?.email ?? null,
    customer_id: order?.customer_id ?? null,
    customer_name: nameRecipient(order, await findNewOwner(container, orderId)),
    locale: order?.locale ?? null,
  }
}

interface OrderRow {
  readonly email?: string | null
  readonly customer_id?: string | null
  readonly locale?: string | null
  readonly billing_address?: Named | null
  readonly shipping_address?: Named | null
}

interface Named {
  readonly first_name?: string | null
  readonly last_name?: string | null
}

function nameRecipient(
  order: OrderRow | null,
  newOwner: NewOwner | null
): string | null {
  return newOwner
    ? nameOf(newOwner)
    : (nameOf(order?.billing_address) ?? nameOf(order?.shipping_address))
}

function nameOf(person: Named | null | undefined): string | null {
  const name = [person?.first_name, person?.last_name]
    .map((part) => part?.trim() ?? "")
    .filter((part) => part !== "")
    .join(" ")
  return name === "" ? null : name
}
