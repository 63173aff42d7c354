import type { MedusaError } from "@medusajs/framework/utils"

export type ProviderCall = {
  readonly verb: string
  /** The payment session's id, which the provider keeps in its data and so gets back with every call. */
  readonly sessionId: unknown
  readonly input: object
  /** What the provider found in the payment module's own tables during the call. */
  readonly found?: unknown
}

export type OrderChange = {
  readonly actions: readonly {
    readonly details: {
      readonly type: string
      readonly old: Record<string, unknown> | null
      readonly new: Record<string, unknown>
    }
  }[]
}

export type OrderEvent = {
  readonly name: string
  readonly orderId: string
  /** The order's recorded changes, oldest first, as they were when the event arrived. */
  readonly changes: readonly OrderChange[]
}

/**
 * Spec, provider and subscriber run in one process, so they share this. Nothing is ever cleared: each test looks only
 * for its own payment session or order.
 */
export const testimony = {
  calls: [] as ProviderCall[],
  events: [] as OrderEvent[],
  /** By payment session: the provider refuses to authorize it with this error. */
  refusals: new Map<string, MedusaError>(),
  /** By payment session: the provider answers an update only when this is done. */
  delays: new Map<string, Promise<unknown>>(),

  callsOf(verb: string, sessionId: string): readonly ProviderCall[] {
    return this.calls.filter(
      (call) => call.verb === verb && call.sessionId === sessionId
    )
  },

  eventsOf(name: string, orderId: string): readonly OrderEvent[] {
    return this.events.filter(
      (event) => event.name === name && event.orderId === orderId
    )
  },
}
