/** What a test sends to the shop's process, and what that replies. */
import type { StoreSeed } from "../../support/seed-store"

export type ShopPlan = {
  readonly port: number
  /** The first start on a database: creates its tables and seeds the shop. */
  readonly isNew: boolean
}

export type ShopCommands = {
  /** What the job does every minute. */
  tick: { given: Record<string, never>; answer: TickReport }
  /** The same, but sweeps even if no sweep is due. */
  sweep: { given: Record<string, never>; answer: TickReport }
  /** HTTP requests without a response yet. */
  openRequests: { given: Record<string, never>; answer: number }
  /** Core's own authorization, without the lock that completing a cart takes. */
  authorize: { given: { paymentSessionId: string }; answer: null }
  /** Deletes a payment session, as a change of the cart does. */
  deletePaymentSession: { given: { paymentSessionId: string }; answer: null }
  /** One synchronization of a payment, as a button in the admin requests it. */
  synchronize: { given: { paymentSessionId: string }; answer: null }
}

export type ShopCommand = keyof ShopCommands

export type TickReport = {
  readonly payments_checked: number
  readonly sweeps: readonly {
    readonly status: string
    readonly repaired: number
    readonly open_discrepancies: number
  }[]
}

export type ShopRequest = {
  readonly id: number
  readonly command: ShopCommand
  readonly given: object
}

export type ShopReport =
  | { readonly kind: "ready"; readonly seed: StoreSeed | null }
  | { readonly kind: "done"; readonly id: number; readonly answer: unknown }
  | { readonly kind: "failed"; readonly id: number; readonly message: string }
