/** What a test says to the process that is its shop, and what that answers. */
import type { StoreSeed } from "../../support/seed-store"

export type ShopPlan = {
  readonly port: number
  /** The first start of a database: creates its tables and fills the shop. */
  readonly isNew: boolean
}

export type ShopCommands = {
  /** What the job does every minute. */
  tick: { given: Record<string, never>; answer: TickReport }
  /** The same, but it does not wait until a sweep is due. */
  sweep: { given: Record<string, never>; answer: TickReport }
  /** Requests that have not been answered yet. */
  openRequests: { given: Record<string, never>; answer: number }
  /** Core's own authorization, past the lock that completing a cart takes. */
  authorize: { given: { paymentSessionId: string }; answer: null }
  /** Takes a payment session away from the cart, as a change of the cart does. */
  deletePaymentSession: { given: { paymentSessionId: string }; answer: null }
  /** One look at a payment, as a button in the admin asks for it. */
  look: { given: { paymentSessionId: string }; answer: null }
}

export type ShopCommand = keyof ShopCommands

export type TickReport = {
  readonly looked_at: number
  readonly sweeps: readonly {
    readonly status: string
    readonly repaired: number
    readonly open_findings: number
  }[]
}

export type ShopOrder = {
  readonly id: number
  readonly command: ShopCommand
  readonly given: object
}

export type ShopReport =
  | { readonly kind: "ready"; readonly seed: StoreSeed | null }
  | { readonly kind: "done"; readonly id: number; readonly answer: unknown }
  | { readonly kind: "failed"; readonly id: number; readonly message: string }
