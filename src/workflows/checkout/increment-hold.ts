/**
 * Before a payment link is created: one of the order's holds is incremented, where the shop
 * wants that and the card's issuer grants it. The request is recorded first and carried out
 * by the synchronization, so a crash leaves a request and never two ways to pay.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import {
  toMajorUnits,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import {
  because,
  describeReason,
  type ReasonDescription,
} from "../../modules/stripe-checkout/domain/reasons/reason"
import type { OperationRow } from "../../modules/stripe-checkout/repositories/operation-row"
import { chooseIncrementOf } from "../medusa/hold-increment"
import { type OrderBalance, readOrderBalance } from "../medusa/order-balance"
import { withOrderLock } from "../medusa/order-lock"
import { newRowId, resolveModule } from "../support/module"
import type { SynchronizePaymentResult } from "../synchronization/synchronization-result"
import { paymentLinkError } from "./payment-link-refusals"

/** What came of asking the issuer of a hold to hold more. */
export interface HoldIncrement extends ReasonDescription {
  /** `failed`: declined. `rejected`: not granted, or not needed any more. */
  readonly status: "succeeded" | "failed" | "rejected"
  /** Medusa's payment (`pay_...`) whose hold it is. */
  readonly payment_id: string | null
  readonly payment_session_id: string
  /** What was to be held then, in major units of `currency_code`; null where nobody was asked. */
  readonly amount: number | null
  readonly currency_code: string
}

export interface RequestedIncrement {
  /** Null where no hold is to be incremented. */
  readonly operation_id: string | null
  /** The payment that has to be synchronized for it. */
  readonly payment_session_ids: readonly string[]
  /** By how much more is to be held, in major units. */
  readonly by: number
}

const NOTHING: RequestedIncrement = {
  operation_id: null,
  payment_session_ids: [],
  by: 0,
}

interface LinkInput {
  readonly order_id: string
  readonly account?: string
  readonly amount?: number | null
  readonly expires_at?: string | null
  readonly actor?: string
}

/**
 * What was requested before and is not done: the synchronization that comes next carries it
 * out, and this request gets its result.
 */
export const findPendingIncrementStep = createStep(
  "find-pending-increment",
  async ({ order_id }: LinkInput, { container }) => {
    const { options } = resolveModule(container)
    const balance =
      options.incrementHolds === "off"
        ? null
        : await readOrderBalance(container, order_id)
    return new StepResponse(
      balance ? await findIncrement(container, balance) : null
    )
  }
)

interface RequestInput {
  readonly input: LinkInput
  readonly pending: RequestedIncrement | null
  readonly synchronized: readonly SynchronizePaymentResult[]
}

/** Nothing while the option is off. Two requests at once share one. */
export const requestIncrementStep = createStep(
  "request-increment",
  async ({ input, pending, synchronized }: RequestInput, { container }) => {
    const { options } = resolveModule(container)
    if (pending) {
      return new StepResponse(pending)
    }
    if (options.incrementHolds === "off" || isAboutLink(input)) {
      return new StepResponse(NOTHING)
    }
    if (synchronized.some(({ outcome }) => outcome === "busy")) {
      throw paymentLinkError("busy")
    }
    const lock = { orderId: input.order_id, waitsAs: "request" } as const
    return new StepResponse(
      await withOrderLock(container, lock, () =>
        requestIncrement(container, input)
      )
    )
  }
)

/** Only a link can request a part, or end. */
function isAboutLink({ amount, expires_at: expiresAt }: LinkInput): boolean {
  return typeof amount === "number" || typeof expiresAt === "string"
}

async function requestIncrement(
  container: MedusaContainer,
  { account, actor: by, order_id }: LinkInput
): Promise<RequestedIncrement> {
  const actor = by ?? null
  const balance = await readOrderBalance(container, order_id)
  if (!balance) {
    throw paymentLinkError("order_unknown")
  }
  const shared = await findIncrement(container, balance)
  if (shared) {
    return shared
  }
  const pending = await findPending(container, balance)
  const choice = chooseIncrementOf(ofAccount(balance, account), {
    requested: new Set(pending.map((one) => one.payment_session_id)),
  })
  if (choice.kind === "none") {
    return NOTHING
  }
  const { currencyCode } = balance
  const isGranted = choice.kind === "increment"
  const id = newRowId("scop")
  await resolveModule(container).operations.request({
    id,
    paymentSessionId: choice.paymentSessionId,
    orderId: order_id,
    kind: "hold_increment",
    source: "request",
    amount: isGranted ? toMajorUnits(choice.amount, currencyCode) : null,
    currencyCode,
    trigger: `hold_increment:${id}`,
    rule: null,
    actor,
    requestedByStatus: null,
    isRejected: !isGranted,
    reason: isGranted
      ? because("requested", { actor })
      : because("hold_increment_not_granted"),
  })
  return {
    operation_id: id,
    payment_session_ids: isGranted ? [choice.paymentSessionId] : [],
    by: isGranted ? Number(toMajorUnits(choice.by, currencyCode)) : 0,
  }
}

/** Somebody else has just requested it, or a process died with it. */
async function findIncrement(
  container: MedusaContainer,
  balance: OrderBalance
): Promise<RequestedIncrement | null> {
  const { currencyCode, rows } = balance
  const pending = await findPending(container, balance)
  const shared = pending.find(({ kind }) => kind === "hold_increment")
  if (!shared) {
    return null
  }
  const { amount, id, payment_session_id } = shared
  const row = rows.find((one) => one.payment_session_id === payment_session_id)
  const minor = (value: string | undefined | null): number =>
    toMinorUnits(value ?? 0, currencyCode)
  const by = Math.max(0, minor(amount) - minor(row?.amount_capturable))
  return {
    operation_id: id,
    payment_session_ids: [payment_session_id],
    by: Number(toMajorUnits(by, currencyCode)),
  }
}

/** Whoever names an account wants to be paid there. */
function ofAccount(
  balance: OrderBalance,
  account: string | undefined
): OrderBalance {
  const rows = balance.rows.filter(
    ({ stripe_account }) => account === undefined || stripe_account === account
  )
  return { ...balance, rows }
}

/** The oldest pending request of each hold. */
async function findPending(
  container: MedusaContainer,
  { rows }: OrderBalance
): Promise<OperationRow[]> {
  const { operations } = resolveModule(container)
  const pending: OperationRow[] = []
  for (const { payment_session_id, state } of rows) {
    const request =
      state === "authorized"
        ? await operations.nextPending(payment_session_id)
        : null
    if (request) {
      pending.push(request)
    }
  }
  return pending
}

/**
 * @returns null where no issuer was to be asked
 * @throws MedusaError with the code `stripe_checkout_busy` as long as it is not known what
 * came of it: a link would be a second way to pay the same.
 */
export const readIncrementStep = createStep(
  "read-increment",
  async ({ operation_id: id }: RequestedIncrement, { container }) => {
    const { operations, payments } = resolveModule(container)
    const operation = id === null ? null : await operations.find(id)
    if (!operation) {
      return new StepResponse(null)
    }
    const { amount, payment_session_id, reason, status } = operation
    if (status === "pending") {
      throw paymentLinkError("busy")
    }
    const row = await payments.findBy("payment_session_id", payment_session_id)
    const increment: HoldIncrement = {
      status,
      payment_id: row?.payment_id ?? null,
      payment_session_id,
      amount: amount === null ? null : Number(amount),
      currency_code: row?.currency_code ?? "",
      ...describeReason(reason),
    }
    return new StepResponse(increment)
  }
)
