/**
 * What a store writes under `orderStatus` in `medusa-config.ts`.
 */
export interface OrderStatusOptions {
  /**
   * The key in the order's metadata that holds its status.
   *
   * @default "order_status"
   */
  metadataKey?: string | undefined

  /**
   * Written when the money is held. `null` writes nothing.
   *
   * @default "approved"
   */
  authorized?: string | null | undefined

  /**
   * Written when the money has been captured. `null` writes nothing.
   *
   * @default "paid"
   */
  captured?: string | null | undefined

  /**
   * Written when a part of what the order costs has been captured, and the rest is neither
   * paid nor held. `null` writes nothing.
   *
   * @default "partially_paid"
   */
  partiallyCaptured?: string | null | undefined

  /**
   * Written when a capture has failed for good. `null` writes nothing.
   *
   * @default "capture_failed"
   */
  captureFailed?: string | null | undefined

  /**
   * Written when the hold has been released. `null` writes nothing.
   *
   * @default "authorization_released"
   */
  released?: string | null | undefined

  /**
   * Written when the hold has lapsed at the issuer. `null` writes nothing.
   *
   * @default "authorization_lapsed"
   */
  lapsed?: string | null | undefined

  /**
   * Written when everything that was captured has been refunded. `null` writes nothing.
   *
   * @default "refunded"
   */
  refunded?: string | null | undefined

  /**
   * Written when an order is placed before the bank has decided about its payment, see
   * `delayedPayments`. `null` writes nothing.
   *
   * @default "payment_pending"
   */
  pending?: string | null | undefined

  /**
   * Written when the bank refuses the payment of an order that was placed before it decided.
   * `null` writes nothing.
   *
   * @default "payment_failed"
   */
  failed?: string | null | undefined

  /**
   * When to capture; one match is enough. A rule must not capture at a status that the
   * plugin writes itself. An empty list captures only on request.
   *
   * The default begins with the names that you give `authorized` and `captureFailed`.
   * Required where `authorized` is `null`.
   *
   * @default [{ from: ["approved", "capture_failed"], to: "ready_for_capture" }]
   */
  captureOn?: CaptureRuleOption[] | undefined

  /**
   * Statuses in the order's metadata that release the hold.
   *
   * @default []
   */
  releaseOn?: string[] | undefined
}

/** When to capture. One of three; the first is for statuses in the order's metadata. */
export type CaptureRuleOption =
  | {
      /** Statuses in the order's metadata from which the order may move; at least one. */
      from: string[]
      /** The status to which an order moves when its money is to be captured. */
      to: string
    }
  | {
      /**
       * Medusa's own order status: captures what is held when the order reaches it.
       */
      orderStatus: "completed" | "archived"
    }
  | {
      /**
       * Medusa's fulfillment statuses, e.g. `["shipped"]`: captures what is held each time
       * the order reaches one of them.
       */
      fulfillmentStatus: string[]
    }
