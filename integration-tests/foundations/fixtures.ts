import type {
  HttpTypes,
  IPaymentModuleService,
  PaymentDTO,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  MedusaError,
  Modules,
} from "@medusajs/framework/utils"
import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"
import { only } from "../support/only"
import {
  type Cart,
  createCart,
  placeOrder,
  startPaymentSession,
} from "../support/shopper"
import type { Store } from "../support/store"
import { waitUntil } from "../support/wait-until"
import { type OrderEvent, recorder } from "./recorder"

export const RECORDING_PROVIDER = "pp_recording_default"

export async function placePaidOrder(
  store: Store,
  metadata: Record<string, unknown> = {}
): Promise<{
  session: HttpTypes.StorePaymentSession
  order: HttpTypes.StoreOrder
}> {
  const cart = await createCart(store, { metadata })
  const session = await startPaymentSession(store, cart, RECORDING_PROVIDER)
  return { session, order: await placeOrder(store, cart) }
}

/** A cart whose payment the provider refuses to authorize, with an error of the given type and its own code. */
export async function createRefusedCart(
  store: Store,
  type: string
): Promise<Cart> {
  const cart = await createCart(store)
  const session = await startPaymentSession(store, cart, RECORDING_PROVIDER)
  const refusal = new MedusaError(type, "Nothing was taken", "amount_differs")
  recorder.refusals.set(session.id, refusal)
  return cart
}

/** Completes a cart like a returning browser or a webhook does: not over HTTP, and failures are thrown. */
export async function completeByWorkflowEngine(
  { container }: Store,
  cartId: string
): Promise<string> {
  const { result } = (await container
    .resolve(Modules.WORKFLOW_ENGINE)
    .run(completeCartWorkflowId, { input: { id: cartId } })) as {
    result: { id: string }
  }
  return result.id
}

export function paymentModule({ container }: Store): IPaymentModuleService {
  return container.resolve(Modules.PAYMENT)
}

export async function paymentOf(
  store: Store,
  sessionId: string
): Promise<PaymentDTO> {
  return only(
    await paymentModule(store).listPayments({ payment_session_id: sessionId })
  )
}

export async function ordersOf(
  { container }: Store,
  email: string
): Promise<readonly string[]> {
  const { data } = await container
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({ entity: "order", fields: ["id"], filters: { email } })
  return (data as { id: string }[]).map(({ id }) => id)
}

/** Emits a marker event and waits for it: by then, all earlier events have reached their subscribers. */
export async function eventsUpToNow(
  { container }: Store,
  name: string,
  orderId: string
): Promise<readonly OrderEvent[]> {
  const marker = `marker_${process.hrtime.bigint()}`
  await container
    .resolve(Modules.EVENT_BUS)
    .emit({ name, data: { id: marker } })
  await waitUntil("the marker to arrive", () =>
    recorder.eventsOf(name, marker).at(0)
  )
  return recorder.eventsOf(name, orderId)
}
