/**
 * The payment module's own rows, read from inside the provider.
 *
 * Core hands the provider neither the amount of a capture nor that of a session
 * being authorized. Both rows are committed by then, their ids arrive as
 * `context.idempotency_key`, and the module's services share our container. That
 * container is not a documented contract, hence this single file and the check at startup.
 */

import type { BigNumberInput } from "@medusajs/framework/types"
import { MathBN, MedusaError } from "@medusajs/framework/utils"

import { AMOUNT_OFF_STEP } from "../../modules/stripe-checkout/domain/errors"
import {
  isChargeable,
  toMinorUnits,
} from "../../modules/stripe-checkout/domain/money"
import { PLUGIN_ACTOR } from "../../modules/stripe-checkout/domain/plugin-actor"
import {
  isRecordOnly,
  type RecordedMove,
} from "../../modules/stripe-checkout/record-only"
import type { OtherRefundRows } from "../../modules/stripe-checkout/stripe/refunds"

interface InternalService {
  retrieve(
    id: string,
    config: { select: string[]; relations?: string[] }
  ): Promise<unknown>
}

export interface PaymentModuleServices {
  readonly captureService: InternalService
  readonly refundService: InternalService
  readonly paymentSessionService: InternalService
  readonly paymentCollectionService: InternalService
}

/** Amounts in minor units. */
export interface SessionRecord {
  readonly id: string
  readonly amount: number
  readonly collectionAmount: number
  readonly currencyCode: string
}

/** One capture or refund, after all earlier ones. Minor units. */
export interface MoneyStep {
  readonly amount: number
  readonly before: number
  readonly currencyCode: string
  /** Stripe has done it already: no money may be moved, only confirmed. */
  readonly isRecordOnly: boolean
}

interface AmountRow {
  readonly id: string
  readonly raw_amount: BigNumberInput
}

interface StepRow extends AmountRow {
  readonly payment_id: string
  readonly created_by?: string | null
}

interface RefundRow extends StepRow {
  readonly payment: {
    readonly currency_code: string
    readonly captures: readonly AmountRow[]
    readonly refunds: readonly StepRow[]
  }
}

const SERVICE_NAMES = [
  "captureService",
  "refundService",
  "paymentSessionService",
  "paymentCollectionService",
] as const

export class MedusaRecords {
  private readonly services: PaymentModuleServices

  constructor(cradle: Record<string, unknown>) {
    const services = cradle as Partial<Record<string, Partial<InternalService>>>
    const missing = SERVICE_NAMES.filter(
      (name) => typeof services[name]?.retrieve !== "function"
    )
    if (missing.length) {
      throw new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        `medusa-payment-stripe-checkout does not support this version of Medusa: its payment module has no ${missing.map((name) => `${name}.retrieve`).join(", ")}. Update the plugin, or go back to the previous version of Medusa.`
      )
    }
    this.services = cradle as unknown as PaymentModuleServices
  }

  async session(id: string): Promise<SessionRecord> {
    const session = (await this.services.paymentSessionService.retrieve(id, {
      select: [
        "id",
        "amount",
        "raw_amount",
        "currency_code",
        "payment_collection_id",
      ],
    })) as AmountRow & {
      readonly currency_code: string
      readonly payment_collection_id: string
    }
    const collection = (await this.services.paymentCollectionService.retrieve(
      session.payment_collection_id,
      { select: ["id", "amount", "raw_amount"] }
    )) as AmountRow
    return {
      id: session.id,
      currencyCode: session.currency_code,
      amount: minorUnits(session.raw_amount, session.currency_code),
      collectionAmount: minorUnits(
        collection.raw_amount,
        session.currency_code
      ),
    }
  }

  /** The capture that is being made, and what was captured before it. */
  async capture(id: string): Promise<MoneyStep> {
    const row = (await this.services.captureService.retrieve(id, {
      select: ["id", "amount", "raw_amount", "payment_id", "created_by"],
      relations: ["payment", "payment.captures"],
    })) as StepRow & {
      readonly payment: AmountRow & {
        readonly currency_code: string
        readonly captures: readonly AmountRow[]
      }
    }
    return {
      ...moneyStep(row, row.payment.captures, row.payment),
      isRecordOnly: isOnlyRecorded("capture", row),
    }
  }

  /** The refund that is being made, and what was refunded before it. */
  async refund(id: string): Promise<MoneyStep> {
    const row = await this.retrieveRefund(id)
    const { captures, refunds, currency_code } = row.payment
    return {
      ...moneyStep(row, refunds, {
        raw_amount: sum(captures),
        currency_code,
      }),
      isRecordOnly: isOnlyRecorded("refund", row),
    }
  }

  /** The payment's refunds as they are now, without the one that is being made. */
  async otherRefunds(id: string): Promise<OtherRefundRows> {
    const { payment } = await this.retrieveRefund(id)
    const { currency_code, refunds } = payment
    const others = refunds.filter((row) => row.id !== id)
    return {
      total: minorUnits(sum(others), currency_code),
      madeInMedusa: others
        .filter(({ created_by }) => created_by !== PLUGIN_ACTOR)
        .map(({ raw_amount }) => minorUnits(raw_amount, currency_code)),
    }
  }

  private async retrieveRefund(id: string): Promise<RefundRow> {
    return (await this.services.refundService.retrieve(id, {
      select: ["id", "amount", "raw_amount", "payment_id", "created_by"],
      relations: ["payment", "payment.captures", "payment.refunds"],
    })) as RefundRow
  }
}

/**
 * Ledgers are compared after rounding their totals, so a step is the difference
 * between two rounded totals. A part that Stripe could not move exactly is refused;
 * only the step that completes the whole may include less than the smallest unit.
 */
function moneyStep(
  row: AmountRow,
  steps: readonly AmountRow[],
  whole: { readonly raw_amount: BigNumberInput; readonly currency_code: string }
): Omit<MoneyStep, "isRecordOnly"> {
  const { currency_code: currencyCode } = whole
  // Ids are unique and sort by time, so that even concurrent steps have an order.
  const earlier = sum(steps.filter((step) => step.id < row.id))
  const after = MathBN.add(earlier, row.raw_amount)
  const isWhole = MathBN.gte(after, whole.raw_amount)
  if (!isWhole && !isChargeable(decimal(row.raw_amount), currencyCode)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `${decimal(row.raw_amount)} ${currencyCode.toUpperCase()} cannot be moved: it is not a multiple of the smallest amount that Stripe can charge in this currency.`,
      AMOUNT_OFF_STEP
    )
  }
  const before = minorUnits(earlier, currencyCode)
  return {
    currencyCode,
    before,
    amount: minorUnits(after, currencyCode) - before,
  }
}

/**
 * Two proofs, of which one is enough: the run that the call belongs to, and the row's
 * author, which core does not write on captures before Medusa 2.21.
 */
function isOnlyRecorded(kind: RecordedMove["kind"], row: StepRow): boolean {
  const isSaid = isRecordOnly({ kind, paymentId: row.payment_id })
  return isSaid || row.created_by === PLUGIN_ACTOR
}

function sum(rows: readonly AmountRow[]): BigNumberInput {
  return rows.reduce(
    (total, row) => MathBN.add(total, row.raw_amount),
    MathBN.convert(0)
  )
}

function minorUnits(amount: BigNumberInput, currencyCode: string): number {
  return toMinorUnits(decimal(amount), currencyCode)
}

function decimal(amount: BigNumberInput): string {
  return MathBN.convert(amount).toString()
}
