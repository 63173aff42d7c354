/**
 * Medusa's rows, read directly with SQL so that the plugin's own code is not involved.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { Store } from "./store"
import { waitUntil } from "./wait-until"

export async function sql<Row>(
  { container }: Pick<Store, "container">,
  query: string,
  parameters: Record<string, unknown> = {}
): Promise<Row[]> {
  const database = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { rows } = await database.raw<{ rows: Row[] }>(
    query,
    parameters as never
  )
  return rows
}

/** The orders that were placed from a cart; more than one would be a double charge. */
export async function ordersOfCart(
  store: Store,
  cartId: string
): Promise<string[]> {
  const rows = await sql<{ order_id: string }>(
    store,
    `select order_id from order_cart where cart_id = :cartId and deleted_at is null`,
    { cartId }
  )
  return rows.map(({ order_id }) => order_id)
}

export async function orderMetadata(
  store: Store,
  orderId: string
): Promise<Record<string, unknown>> {
  const [row] = await sql<{ metadata: Record<string, unknown> | null }>(
    store,
    `select metadata from "order" where id = :orderId`,
    { orderId }
  )
  return row?.metadata ?? {}
}

export async function orderStatus(
  store: Store,
  orderId: string
): Promise<unknown> {
  return (await orderMetadata(store, orderId))["order_status"]
}

export async function orderReads(
  store: Store,
  orderId: string,
  status: string
): Promise<void> {
  await waitUntil(
    `the order to read ${status}, not ${String(await orderStatus(store, orderId))}`,
    async () => (await orderStatus(store, orderId)) === status,
    // A lost response times out after ten seconds, and then the state is read from Stripe.
    { timeoutMs: 30_000 }
  )
}

export type Operation = {
  readonly kind: string
  readonly status: string
  readonly reason_code: string
  readonly reason_params: Readonly<Record<string, unknown>>
  readonly amount: string | null
}

/** What people and rules requested for an order's money and the results, oldest first. */
export async function operationsOf(
  store: Store,
  orderId: string
): Promise<Operation[]> {
  return sql<Operation>(
    store,
    `select kind, status, reason_code, reason_params, amount from stripe_checkout_operation
      where order_id = :orderId and source <> 'system'
      order by created_at, id`,
    { orderId }
  )
}

type Synchronization = {
  readonly outcome: string
  readonly state: string
  readonly reason: string
  readonly requires_manual_review: boolean
}

/** Synchronizes a payment as the webhook or a job does; waits for another worker. */
export async function synchronize(
  { container }: Pick<Store, "container">,
  paymentSessionId: string
): Promise<Synchronization> {
  return runWorkflow<Synchronization>(container, "synchronize-payment", {
    payment_session_id: paymentSessionId,
    wait_ms: 10_000,
  })
}

/** Runs one of the plugin's workflows by name, as the store's other code does. */
export async function runWorkflow<Result>(
  container: MedusaContainer,
  name: string,
  input: object
): Promise<Result> {
  const engine = container.resolve(Modules.WORKFLOW_ENGINE)
  const answer = (await engine.run(name, { input })) as { result: unknown }
  return answer.result as Result
}
