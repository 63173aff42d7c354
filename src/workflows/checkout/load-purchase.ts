/**
 * The purchase behind a payment session, read at the moment of the click, where the
 * whole application is available.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import { MathBN } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import {
  checkChargeLimits,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import type { Purchase } from "../../modules/stripe-checkout/domain/checkout/purchase"
import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import { isDeliverable } from "../medusa/cart-contents"
import {
  type CartRow,
  purchaseOfCart,
  type PurchaseTarget,
  readCart,
  type SessionContext,
} from "../medusa/cart"
import { queryOne } from "../medusa/query"
import { findAccountOfPayment } from "./account-of-payment"
import { loadOrderPurchase } from "./load-order-purchase"
import { missingSessionError } from "./missing-session"
import { checkoutRefusal } from "./refusals"
import { resolveModule } from "../support/module"

const PROVIDER_PREFIX = providerIdOf("")

interface PaymentSessionRow {
  readonly id: string
  readonly status: string
  readonly provider_id: string
  readonly currency_code: string
  readonly context?: SessionContext | null
  readonly raw_amount: BigNumberInput
  readonly payment_collection?: {
    readonly raw_amount: BigNumberInput
    readonly cart?: { readonly id: string } | null
    readonly order?: {
      readonly id: string
      readonly status: string
    } | null
  } | null
}

const FIELDS = [
  "id",
  "status",
  "provider_id",
  "currency_code",
  "context",
  "amount",
  "raw_amount",
  "payment_collection.id",
  "payment_collection.amount",
  "payment_collection.raw_amount",
  "payment_collection.order.id",
  "payment_collection.order.status",
  "payment_collection.cart.id",
]

export interface PurchaseReading {
  readonly purchase: Purchase
  readonly orderId: string | null
  /** Minor units that the order owes and no other payment covers; null for a cart. */
  readonly missing: number | null
}

/**
 * Reads the purchase behind a payment session.
 *
 * @throws MedusaError with a code that says why it cannot be paid now.
 */
export const readPurchaseStep = createStep(
  "read-purchase",
  async (
    { payment_session_id }: { payment_session_id: string },
    { container }
  ) => new StepResponse(await readPurchase(container, payment_session_id))
)

export async function readPurchase(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<PurchaseReading> {
  const { session, collection } = await requireSession(
    container,
    paymentSessionId
  )
  const { order } = collection
  if (order?.status === "canceled") {
    throw checkoutRefusal("order_canceled")
  }
  const target = await readTarget(container, session)
  if (!collection.cart) {
    assertNotSettled(session, null)
    return order
      ? readOrderPurchase(container, target, order.id)
      : refuseOrphan(session)
  }
  const cart = await readCart(container, collection.cart.id)
  assertNotSettled(session, cart)
  return {
    orderId: order?.id ?? null,
    missing: null,
    purchase: requireCartPurchase(session, cart, target),
  }
}

async function requireSession(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<{
  session: PaymentSessionRow
  collection: NonNullable<PaymentSessionRow["payment_collection"]>
}> {
  const session = await readSession(container, paymentSessionId)
  const collection = session?.payment_collection
  if (!session?.provider_id.startsWith(PROVIDER_PREFIX) || !collection) {
    throw await missingSessionError(container, paymentSessionId)
  }
  return { session, collection }
}

async function readOrderPurchase(
  container: MedusaContainer,
  target: PurchaseTarget,
  orderId: string
): Promise<PurchaseReading> {
  const { purchase, missing } = await loadOrderPurchase(
    container,
    orderId,
    target
  )
  assertWithinLimits(purchase.amount, purchase.currencyCode)
  return { orderId, missing, purchase }
}

/** Its cart was deleted, or it never had one. What else is wrong with it comes first. */
function refuseOrphan(session: PaymentSessionRow): never {
  const amount = requireSameAmount(session, [
    session.payment_collection?.raw_amount ?? 0,
  ])
  assertWithinLimits(amount, session.currency_code, isFree(session))
  throw checkoutRefusal("canceled")
}

function requireCartPurchase(
  session: PaymentSessionRow,
  cart: CartRow | null,
  target: PurchaseTarget
): Purchase {
  if (!cart) {
    throw checkoutRefusal("canceled")
  }
  const amount = requireSameAmount(session, [
    session.payment_collection?.raw_amount ?? 0,
    cart.raw_total,
  ])
  assertWithinLimits(amount, session.currency_code, isFree(session))
  // Medusa would not place the order, so nobody should pay for it.
  if (!isDeliverable(cart)) {
    throw checkoutRefusal("not_ready")
  }
  return { ...purchaseOfCart(cart, target), amount }
}

async function readTarget(
  container: MedusaContainer,
  session: PaymentSessionRow
): Promise<PurchaseTarget> {
  const { cart, order } = session.payment_collection ?? {}
  return {
    paymentSessionId: session.id,
    account: await findAccountOfPayment(container, {
      paymentSessionId: session.id,
      providerId: session.provider_id,
      cartId: cart?.id ?? null,
      orderId: order?.id ?? null,
    }),
    lineItems: resolveModule(container).options.lineItems,
    startedBy: session.context?.customer?.id ?? null,
  }
}

/** The session, its collection and the cart must have the same amount. Minor units. */
function requireSameAmount(
  session: PaymentSessionRow,
  others: readonly BigNumberInput[]
): number {
  const minor = (amount: BigNumberInput): number =>
    toMinorUnits(MathBN.convert(amount).toString(), session.currency_code)
  const amount = minor(session.raw_amount)
  if (others.some((other) => minor(other) !== amount)) {
    throw checkoutRefusal("amount_changed")
  }
  return amount
}

/** Less than a cent is too little, not nothing. */
function isFree({ raw_amount }: PaymentSessionRow): boolean {
  return MathBN.lte(raw_amount, 0)
}

/** Checked before the shopper is sent to Stripe, which would refuse the whole session. */
function assertWithinLimits(
  amount: number,
  currencyCode: string,
  isFree = amount <= 0
): void {
  const violation = isFree
    ? ({ kind: "nothing_to_pay" } as const)
    : checkChargeLimits(amount, currencyCode)
  if (violation) {
    throw checkoutRefusal(
      violation.kind,
      "limit" in violation ? `The limit is ${violation.limit}.` : undefined
    )
  }
}

function assertNotSettled(
  session: PaymentSessionRow,
  cart: CartRow | null
): void {
  if (cart?.completed_at) {
    throw checkoutRefusal("already_paid")
  }
  switch (session.status) {
    case "authorized":
    case "captured":
      throw checkoutRefusal("already_paid")
    case "canceled":
    case "error":
      throw checkoutRefusal("canceled")
    default:
  }
}

async function readSession(
  container: MedusaContainer,
  id: string
): Promise<PaymentSessionRow | null> {
  return queryOne<PaymentSessionRow>(container, {
    entity: "payment_session",
    fields: FIELDS,
    filters: { id },
  })
}
