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
import { testimony } from "../../../testimony"
import type { PaymentRows } from "./payment-rows"

/** Authorizes and captures everything that it is asked to, and writes down what it was told and what it could read. */
export class WitnessProviderService extends AbstractPaymentProvider {
  static override readonly identifier = "witness"

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
    const sessionId = note("initiate", input)
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
    note("authorize", input, {
      amount: found.amount,
      currency: found.currency_code,
      collectionAmount: found.payment_collection.amount,
    })
    const refusal = testimony.refusals.get(sessionId)
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
    note("capture", input, {
      amount: found.amount,
      paymentAmount: found.payment.amount,
      capturedBefore: captures
        .filter(({ id }) => id !== captureId)
        .map(({ amount }) => amount),
    })
    return { data: { ...input.data } }
  }

  async updatePayment(input: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const sessionId = note("update", input)
    await testimony.delays.get(String(sessionId))
    return { data: { ...input.data } }
  }

  async refundPayment(input: RefundPaymentInput): Promise<RefundPaymentOutput> {
    return answer("refund", input)
  }

  async cancelPayment(
    input: PaymentProviderInput
  ): Promise<PaymentProviderOutput> {
    return answer("cancel", input)
  }

  async deletePayment(
    input: PaymentProviderInput
  ): Promise<PaymentProviderOutput> {
    return answer("delete", input)
  }

  async retrievePayment(
    input: PaymentProviderInput
  ): Promise<PaymentProviderOutput> {
    return answer("retrieve", input)
  }

  async getPaymentStatus(
    input: PaymentProviderInput
  ): Promise<AuthorizePaymentOutput> {
    return { status: "pending", ...answer("get status", input) }
  }

  async getWebhookActionAndData(): Promise<WebhookActionResult> {
    return { action: "not_supported" }
  }
}

function note(
  verb: string,
  input: PaymentProviderInput,
  found?: unknown
): unknown {
  const sessionId = input.data?.["session_id"]
  testimony.calls.push({ verb, sessionId, input, found })
  return sessionId
}

function answer(
  verb: string,
  input: PaymentProviderInput
): PaymentProviderOutput {
  note(verb, input)
  return { data: { ...input.data } }
}
