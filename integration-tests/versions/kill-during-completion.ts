import { Pool } from "@medusajs/framework/pg"
import type { DatabaseProxy } from "../faults/database/database-proxy"
import { letTimePass } from "../faults/database/let-time-pass"
import { fillCart, payOnHostedPage, waitForOrder } from "../package/purchase"
import { waitUntil } from "../support/wait-until"
import { expectIntent, expectLedger, intentIds, newIntent } from "./sale"
import type { World } from "./sale"

/** Longer than any lease, and than core takes to complete a cart. */
const SIX_MINUTES = 6 * 60

const EMAIL = "interrupted@example.com"

/** Core has stored the order and not committed its payment when the store dies; the store alone repairs that. */
export async function killDuringCompletion(
  world: World,
  proxy: DatabaseProxy
): Promise<void> {
  const { shop, admin } = world
  const known = await intentIds(world)
  const payLink = await fillCart(shop, EMAIL)
  proxy.holdNext({
    statement: /insert into "payment" /,
    when: "before_commit",
  })
  await payOnHostedPage(shop, payLink)
  await waitUntil("the completion to be held", () => proxy.held() > 0, {
    timeoutMs: 30_000,
  })
  await shop.kill()
  proxy.clearMoments()

  await letMinutesPass(shop.databaseUrl)
  await shop.start()
  const { id } = await waitUntil(
    "the job to place the order",
    () => waitForOrder(admin, "approved", EMAIL),
    // The job runs once a minute.
    { timeoutMs: 180_000, everyMs: 1_000 }
  )
  const intentId = await newIntent(world, known)
  await expectIntent(world, intentId, { status: "requires_capture" })
  await expectOneOrder(world)
  await admin.admin.order.update(id, {
    metadata: { order_status: "ready_for_capture" },
  })
  await waitForOrder(admin, "paid", EMAIL)
  const sale = { email: EMAIL, orderId: id, intentId }
  await expectLedger(world, sale, { captured: [120], refunded: [] })
}

async function expectOneOrder({ admin }: World): Promise<void> {
  const { orders } = await admin.admin.order.list({ fields: "id,email" })
  const found = orders.filter(({ email }) => email === EMAIL)
  if (found.length !== 1) throw new Error(`${found.length} orders were placed`)
}

async function letMinutesPass(databaseUrl: string): Promise<void> {
  const database = new Pool({ connectionString: databaseUrl })
  await letTimePass(database, SIX_MINUTES).finally(() => database.end())
}
