import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  PaymentProviderInput,
  PaymentProviderOutput,
  RefundPaymentInput,
  RefundPaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider } from "@medusajs/framework/utils"
import { recorder } from "../../../recorder"
import type { PaymentRows } from "./payment-rows"

/** Accepts every authorization and capture, and records the input of each call and the rows it could read. */
export class RecordingProviderService extends AbstractPaymentProvider {
  static override readonly identifier = "recording"

  private readonly rows: PaymentRows

  constructor(
    cradle: PaymentRows & Record<string, unknown>,
    config: Record<string, unknown>
  ) {
    super(cradle, config)
    this.rows = cradle
  }

  async initiatePayment(
    input: InitiatePaymentInput
  ): Promise<InitiatePaymentOutput> {
    const sessionId = record("initiate", input)
    return {
      id: String(sessionId),
      data: {
        session_id: sessionId,
        url: "https://shop.example/pay",
        checkout_session_id: null,
      },
    }
  }

  async authorizePayment(
    input: AuthorizePaymentInput
  ): Promise<AuthorizePaymentOutput> {
    const sessionId = String(input.data?.["session_id"])
    const found = await this.rows.paymentSessionService.retrieve(sessionId, {
      select: ["id", "amount", "currency_code"],
      relations: ["payment_collection"],
    })
    record("authorize", input, {
      amount: found.amount,
      currency: found.currency_code,
      collectionAmount: found.payment_collection.amount,
    })
    const refusal = recorder.refusals.get(sessionId)
    if (refusal) throw refusal
    return { status: "authorized", data: { ...input.data } }
  }

  async capturePayment(
    input: CapturePaymentInput
  ): Promise<CapturePaymentOutput> {
    const captureId = input.context?.idempotency_key ?? ""
    const found = await this.rows.captureService.retrieve(captureId, {
      select: ["id", "amount"],
      relations: ["payment", "payment.captures"],
    })
    const { captures } = found.payment
    record("capture", input, {
      amount: found.amount,
      paymentAmount: found.payment.amount,
      capturedBefore: captures
        .filter(({ id }) => id !== captureId)
        .map(({ amount }) => amount),
    })
    return { data: { ...input.data } }
  }

  async updatePayment(input: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const sessionId = record("update", input)
    await recorder.delays.get(String(sessionId))
    return { data: { ...input.data } }
  }

  async refundPayment(input: RefundPaymentInput): Promise<RefundPaymentOutput> {
    return recordAndEcho("refund", input)
  }

  async cancelPayment(
    input: PaymentProviderInput
  ): Promise<PaymentProviderOutput> {
    return recordAndEcho("cancel", input)
  }

  async deletePayment(
    input: PaymentProviderInput
  ): Promise<PaymentProviderOutput> {
    return recordAndEcho("delete", input)
  }

  async retrievePayment(
    input: PaymentProviderInput
  ): Promise<PaymentProviderOutput> {
    return recordAndEcho("retrieve", input)
  }

  async getPaymentStatus(
    input: PaymentProviderInput
  ): Promise<AuthorizePaymentOutput> {
    return { status: "pending", ...recordAndEcho("get status", input) }
  }

  async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: "not_supported" }
  }
}

function record(
  verb: string,
  input: PaymentProviderInput,
  found?: unknown
): unknown {
  const sessionId = input.data?.["session_id"]
  recorder.calls.push({ verb, sessionId, input, found })
  return sessionId
}

function recordAndEcho(
  verb: string,
  input: PaymentProviderInput
): PaymentProviderOutput {
  record(verb, input)
  return { data: { ...input.data } }
}
