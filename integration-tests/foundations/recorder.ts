import type { MedusaError } from "@medusajs/framework/utils"

export type ProviderCall = {
  readonly verb: string
  /** The payment session's ID, which the provider stores in its data and therefore receives with every call. */
  readonly sessionId: unknown
  readonly input: object
  /** The rows that the provider found in the payment module's tables during the call. */
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
  /** The order's changes when the event arrived, oldest first. */
  readonly changes: readonly OrderChange[]
}

/**
 * Shared by the spec, the provider and the subscriber, which run in one process. Nothing is ever cleared: each test
 * reads only the entries of its own payment session or order.
 */
export const recorder = {
  calls: [] as ProviderCall[],
  events: [] as OrderEvent[],
  /** By payment session: the provider refuses to authorize it with this error. */
  refusals: new Map<string, MedusaError>(),
  /** By payment session: the provider responds to an update only after this promise. */
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
