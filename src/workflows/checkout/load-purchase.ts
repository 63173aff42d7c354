/**
 * What a payment session is for, read where the whole application is in sight, at
 * the moment of the click.
 */
import type { BigNumberInput, MedusaContainer } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MathBN,
  type MedusaError,
} from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import {
  checkChargeLimits,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import type { Purchase } from "../../modules/stripe-checkout/domain/checkout/purchase"
import { totalLine } from "../../modules/stripe-checkout/domain/checkout/line-items"
import { lineItemLabels } from "../../modules/stripe-checkout/domain/checkout/labels"
import { providerIdOf } from "../../modules/stripe-checkout/options/schema"
import { isDeliverable } from "../medusa/cart-contents"
import {
  type CartRow,
  purchaseOfCart,
  type PurchaseTarget,
  readCart,
  type SessionContext,
} from "../medusa/cart"
import { checkoutError } from "./refusals"
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
    readonly cart?: CartRow | null
    readonly order?: {
      readonly id: string
      readonly email?: string | null
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
  "payment_collection.order.email",
  "payment_collection.cart.id",
]

export interface PurchaseReading {
  readonly purchase: Purchase
  readonly orderId: string | null
}

/**
 * Reads the purchase behind a payment session.
 *
 * @throws MedusaError with a code that says why it cannot be paid (now).
 */
export const readPurchaseStep = createStep(
  "read-purchase",
  async (
    { payment_session_id }: { payment_session_id: string },
    { container }
  ) => new StepResponse(await readPurchase(container, payment_session_id))
)

async function readPurchase(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<PurchaseReading> {
  const session = await readSession(container, paymentSessionId)
  const collection = session?.payment_collection
  if (!session?.provider_id.startsWith(PROVIDER_PREFIX) || !collection) {
    throw await describeMissing(container, paymentSessionId)
  }
  const cart = collection.cart
    ? await readCart(container, collection.cart.id)
    : null
  assertNotSettled(session, cart)
  const amount = agreeOnAmount(session, [
    collection.raw_amount,
    ...(cart ? [cart.raw_total] : []),
  ])
  assertWithinLimits(session, amount)
  assertComplete(collection, cart)
  const target = readTarget(container, session)
  return {
    orderId: collection.order?.id ?? null,
    purchase: cart
      ? { ...purchaseOfCart(cart, target), amount }
      : purchaseOfOrder(session, target, amount),
  }
}

function readTarget(
  container: MedusaContainer,
  session: PaymentSessionRow
): PurchaseTarget {
  return {
    paymentSessionId: session.id,
    account: session.provider_id.slice(PROVIDER_PREFIX.length),
    lineItems: resolveModule(container).options.lineItems,
    startedBy: session.context?.customer?.id ?? null,
  }
}

/** What an order still owes is asked for as it is: there is no cart to describe. */
function purchaseOfOrder(
  session: PaymentSessionRow,
  target: PurchaseTarget,
  amount: number
): Purchase {
  return {
    paymentSessionId: target.paymentSessionId,
    account: target.account,
    cartId: null,
    currencyCode: session.currency_code,
    amount,
    lines: totalLine(amount, lineItemLabels(null)),
    contentsHash: session.payment_collection?.order?.id ?? "",
    email: session.payment_collection?.order?.email ?? null,
    customer: null,
    shipping: null,
    locale: null,
    countryCode: null,
  }
}

/** The session, its collection and the cart must all say the same. Minor units. */
function agreeOnAmount(
  session: PaymentSessionRow,
  others: readonly BigNumberInput[]
): number {
  const minor = (amount: BigNumberInput): number =>
    toMinorUnits(MathBN.convert(amount).toString(), session.currency_code)
  const amount = minor(session.raw_amount)
  if (others.some((other) => minor(other) !== amount)) {
    throw checkoutError("amount_changed")
  }
  return amount
}

/** Said before the shopper is sent to Stripe, which would refuse the whole page. */
function assertWithinLimits(session: PaymentSessionRow, amount: number): void {
  const isFree = MathBN.lte(session.raw_amount, 0)
  const broken = isFree
    ? ({ kind: "nothing_to_pay" } as const)
    : checkChargeLimits(amount, session.currency_code)
  if (broken) {
    throw checkoutError(
      broken.kind,
      "limit" in broken ? `The limit is ${broken.limit}.` : undefined
    )
  }
}

/** Medusa would not place it, so nobody should pay for it. */
function assertComplete(
  { order }: NonNullable<PaymentSessionRow["payment_collection"]>,
  cart: CartRow | null
): void {
  if (!cart && !order) {
    throw checkoutError("canceled")
  }
  if (cart && !isDeliverable(cart)) {
    throw checkoutError("not_ready")
  }
}

/** A session that Medusa deleted is a link of yesterday, not an unknown one. */
async function describeMissing(
  container: MedusaContainer,
  paymentSessionId: string
): Promise<MedusaError> {
  const row = await resolveModule(container).payments.findBy(
    "payment_session_id",
    paymentSessionId
  )
  return checkoutError(row ? "amount_changed" : "unknown")
}

function assertNotSettled(
  session: PaymentSessionRow,
  cart: CartRow | null
): void {
  if (cart?.completed_at) {
    throw checkoutError("already_paid")
  }
  switch (session.status) {
    case "authorized":
    case "captured":
      throw checkoutError("already_paid")
    case "canceled":
    case "error":
      throw checkoutError("canceled")
    default:
  }
}

async function readSession(
  container: MedusaContainer,
  id: string
): Promise<PaymentSessionRow | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment_session",
    fields: FIELDS,
    filters: { id },
  })
  return (data[0] as PaymentSessionRow | undefined) ?? null
}
