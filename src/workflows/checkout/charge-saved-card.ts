import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createStep,
  createWorkflow,
  StepResponse,
  transform,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import {
  orFailure,
  StripePaymentError,
} from "../../modules/stripe-checkout/domain/errors"
import {
  toMajorUnits,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import { because } from "../../modules/stripe-checkout/domain/reasons/reason"
import { payLink } from "../../modules/stripe-checkout/domain/urls"
import { NO_TERMS } from "../../modules/stripe-checkout/domain/payment-links/link-terms"
import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import type { Decline } from "../../modules/stripe-checkout/stripe/off-session"
import {
  startTimeBudget,
  TIME_BUDGETS,
} from "../../modules/stripe-checkout/stripe/time-budget"
import {
  missingOf,
  type OrderBalance,
  readOrderBalance,
} from "../medusa/order-balance"
import { withOrderLock } from "../medusa/order-lock"
import {
  findOrderPayments,
  findPurchaseOfOrder,
} from "../medusa/order-payment-rows"
import {
  bindPaymentLink,
  type LinkBinding,
  removeOtherRequests,
} from "../medusa/payment-link"
import { findAccounts } from "../medusa/region-accounts"
import { newRowId, resolveModule } from "../support/module"
import { releaseLeaseStep, takeLeaseStep } from "../support/purchase-lease"
import { announcePaymentLink } from "../synchronization/announce-payment-link"
import type { SynchronizePaymentResult } from "../synchronization/synchronization-result"
import { synchronizeEachStep } from "../synchronization/synchronize-related"
import { expireCompetitorsStep } from "./expire-competitors"
import { type ChargeableCard, findChargeableCard } from "./find-chargeable-card"
import { readPurchaseStep } from "./load-purchase"
import { offSessionError } from "./off-session-refusals"
import { type OffSessionOutcome, payOffSessionStep } from "./pay-off-session"
import { assertRequestable, paymentLinkError } from "./payment-link-refusals"
import { checkoutRefusal } from "./refusals"

export interface ChargeSavedCardInput {
  order_id: string
  /** Stripe's PaymentMethod (`pm_...`) that was confirmed; another one is not charged. */
  saved_card_id: string
  /** What was confirmed, in major units: all that the order owes. Another amount is not charged. */
  amount: number
  /** Who charges it: a user's id, or the name of a program. Stripe keeps it, too. */
  actor?: string
}

export interface ChargeSavedCardResult {
  /** `paid`: held or captured, as `captureMethod` says. `declined`: nothing was charged. */
  readonly outcome: "paid" | "declined"
  /** In major units of `currency_code`, e.g. 12.5 for 12.50 EUR. */
  readonly amount: number
  /** ISO 4217, lower case. */
  readonly currency_code: string
  /** Medusa's payment session (`payses_...`). */
  readonly payment_session_id: string
  /** Why it was declined, in Stripe's words; null where it was not. */
  readonly decline: Decline | null
  /** The pay link, with which the customer can pay instead; null where it is paid. */
  readonly payment_link: string | null
}

/** How long to wait for another worker that is synchronizing one of the payments. */
const LEASE_WAIT_MS = 8_000

/** @throws MedusaError with a code that says why no card may be charged. */
const requireChargeableCardStep = createStep(
  "require-chargeable-card",
  async ({ order_id, saved_card_id }: ChargeSavedCardInput, { container }) => {
    const limits = startTimeBudget(TIME_BUDGETS.payRoute)
    const found = await orFailure(
      findChargeableCard(container, order_id, limits)
    )
    if (found instanceof StripePaymentError) {
      throw checkoutRefusal("stripe_unavailable")
    }
    if (typeof found === "string") {
      throw offSessionError(found)
    }
    if (found.agreement.card.id !== saved_card_id) {
      throw offSessionError("changed")
    }
    return new StepResponse(found)
  }
)

const listPaymentsOfOrderStep = createStep(
  "list-payments-of-order",
  async ({ order_id }: ChargeSavedCardInput, { container }) => {
    const rows = await findOrderPayments(container, order_id)
    return new StepResponse(rows.map((row) => row.payment_session_id))
  }
)

interface RequestInput {
  readonly input: ChargeSavedCardInput
  readonly chargeable: ChargeableCard
  readonly synchronized: readonly SynchronizePaymentResult[]
}

interface Requested {
  /** As it was before. */
  readonly balance: OrderBalance
  readonly binding: LinkBinding
  /** Minor units. */
  readonly amount: number
}

/**
 * The order's one open request for money, as for a payment link: the customer finds it paid,
 * or can pay it.
 */
const requestConfirmedAmountStep = createStep(
  "request-confirmed-amount",
  async ({ input, chargeable, synchronized }: RequestInput, { container }) => {
    if (synchronized.some(({ outcome }) => outcome === "busy")) {
      throw paymentLinkError("busy")
    }
    const lock = { orderId: input.order_id, waitsAs: "request" } as const
    const requested = await withOrderLock(container, lock, () =>
      requestConfirmedAmount(container, input, chargeable.account)
    )
    const { balance, binding } = requested
    await removeOtherRequests(container, balance, binding)
    return new StepResponse(requested)
  }
)

async function requestConfirmedAmount(
  container: MedusaContainer,
  { amount: confirmed, order_id }: ChargeSavedCardInput,
  account: string
): Promise<Requested> {
  const balance = await readOrderBalance(container, order_id)
  if (!balance) {
    throw paymentLinkError("order_unknown")
  }
  assertRequestable(balance, null)
  const { currencyCode } = balance
  const amount = missingOf(balance)
  if (amount !== toMinorUnits(confirmed, currencyCode)) {
    throw offSessionError("changed")
  }
  if (!(await findAccounts(container, balance)).includes(account)) {
    throw paymentLinkError("provider_not_enabled")
  }
  const binding = await bindPaymentLink(container, balance, {
    amount,
    providerId: providerIdOf(account),
    // Whatever part a link requested before: the card pays all of it.
    terms: NO_TERMS,
  })
  await resolveModule(container).payments.storeOnce({
    id: newRowId("scpay"),
    paymentSessionId: binding.sessionId,
    account,
    cartId: null,
    orderId: order_id,
    purchaseId: await findPurchaseOfOrder(container, order_id),
    currencyCode,
    amount: toMajorUnits(amount, currencyCode),
  })
  return { balance, binding, amount }
}

interface ChargedInput {
  readonly input: ChargeSavedCardInput
  readonly requested: Requested
  readonly outcome: OffSessionOutcome
}

/** Who charged it, and what came of it; a card that was declined leaves the payment link. */
const recordChargeStep = createStep(
  "record-charge",
  async ({ input, requested, outcome }: ChargedInput, { container }) => {
    const { options, requests } = resolveModule(container)
    const { balance, binding } = requested
    const { currencyCode: currency_code } = balance
    const { decline } = outcome
    const amount = Number(toMajorUnits(requested.amount, currency_code))
    const url = payLink(options.backendUrl, binding.sessionId)
    const link = {
      url,
      amount,
      currency_code,
      expires_at: null,
      payment_session_id: binding.sessionId,
    }
    await requests.recordLinkAction({
      id: newRowId("scop"),
      paymentSessionId: binding.sessionId,
      orderId: input.order_id,
      kind: "saved_card_charge",
      status: decline ? "failed" : "succeeded",
      amount: String(amount),
      currencyCode: currency_code,
      requestId: null,
      actor: input.actor ?? null,
      reason: decline
        ? because("saved_card_declined", { message: decline.message })
        : because("saved_card_charged"),
    })
    if (decline) {
      await announcePaymentLink(container, {
        orderId: input.order_id,
        link,
        event: "payment_link_created",
        actor: input.actor ?? null,
        requestId: null,
      })
    }
    const result: ChargeSavedCardResult = {
      outcome: decline ? "declined" : "paid",
      amount,
      currency_code,
      payment_session_id: binding.sessionId,
      decline,
      payment_link: decline ? url : null,
    }
    return new StepResponse(result)
  }
)

/**
 * Charges a customer's card for all that an order owes, without the customer: the card that
 * paid the order, if they agreed to that on Stripe's page (`savedCards: "off_session"`).
 * Whether they did, and when, is what Stripe has on record.
 *
 * It pays the order's one open request for money. What is open beside it is closed first,
 * under the purchase's lease, and the PaymentIntent is known before the card is charged, so it
 * is charged once, whatever happens in between. A card that is declined, or whose issuer wants
 * the customer, leaves nothing held, and a payment link for the same amount.
 *
 * @returns whether the card was charged, and otherwise the payment link.
 * @throws MedusaError as `createPaymentLinkWorkflow` and `openCheckoutSessionWorkflow`, and of
 * type `MedusaError.Types.NOT_ALLOWED` with `code`
 * - `stripe_checkout_off_session_not_enabled`
 * - `stripe_checkout_off_session_no_agreement`: nobody agreed, the card was removed, or the
 *   order belongs to another customer now.
 * - `stripe_checkout_off_session_changed`: card or amount is not what was confirmed.
 * @example
 * import { chargeSavedCardWorkflow } from "medusa-payment-stripe-checkout/workflows"
 *
 * const { result } = await chargeSavedCardWorkflow(container).run({
 *   input: { order_id: "order_123", saved_card_id: "pm_123", amount: 12.5 },
 * })
 * const { outcome, payment_link } = result
 */
export const chargeSavedCardWorkflow = createWorkflow(
  "charge-saved-card",
  (input: ChargeSavedCardInput) => {
    const chargeable = requireChargeableCardStep(input)
    const ids = listPaymentsOfOrderStep(input)
    const synchronized = synchronizeEachStep(
      transform(ids, (found) => toSyncInput(found))
    )
    const requested = requestConfirmedAmountStep({
      input,
      chargeable,
      synchronized,
    })
    const sessionId = transform(requested, ({ binding }) => binding.sessionId)
    const reading = readPurchaseStep({ payment_session_id: sessionId })
    const lease = takeLeaseStep({
      payment_session_id: sessionId,
      wait_ms: LEASE_WAIT_MS,
    })
    expireCompetitorsStep({ reading, lease })
    const outcome = payOffSessionStep({
      reading,
      lease,
      chargeable,
      actor: transform(input, ({ actor }) => actor ?? null),
    })
    releaseLeaseStep({ lease })
    synchronizeEachStep(transform(sessionId, (id) => toSyncInput([id]))).config(
      { name: "synchronize-charged" }
    )
    return new WorkflowResponse(recordChargeStep({ input, requested, outcome }))
  }
)

function toSyncInput(ids: readonly string[]) {
  return {
    payment_session_ids: ids,
    wait_ms: LEASE_WAIT_MS,
    tolerate_failures: true,
  }
}
