/**
 * What these routes answer with. Types only, and none that lead to the server's code:
 * the admin is compiled with them.
 */
import type { PaymentState } from "../../../../modules/stripe-checkout/domain/decision/payment-state"

export type {
  ActionOffer,
  OperationDescription,
  OrderPaymentsDescription,
  PaymentDescription,
  PaymentSituation,
  Refusal,
} from "../../../../workflows/steps/order-payments-description"

/** What became of a request to capture or to release, payment by payment. */
export interface OrderPaymentsAnswers {
  readonly answers: readonly {
    readonly payment_session_id: string
    /** `wanted`: not done yet, it will be tried again. */
    readonly status: "wanted" | "done" | "failed" | "declined"
    readonly reason: string
  }[]
}

export interface OrderStatusAnswer {
  readonly order_status: string
}

/** What a look at each of the order's payments found. */
export interface SynchronizationAnswers {
  readonly results: readonly {
    /** `busy`: somebody else is looking, and will look once more. */
    readonly outcome: "settled" | "busy"
    readonly state: PaymentState | null
    readonly order_id: string | null
    readonly reason: string
  }[]
}
