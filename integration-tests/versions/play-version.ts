/**
 * One version of Medusa: the packed plugin is installed in a bare store with an admin, which is built and opened, and
 * everything that moves money is played once.
 */
import { mkdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { DatabaseProxy } from "../faults/database/database-proxy"
import { CleanUp } from "../package/clean-up"
import { installShop, ownVersions } from "../package/install-shop"
import { openShop } from "../package/open-shop"
import { operate } from "../package/operator-command"
import { logIn, waitForOrder } from "../package/purchase"
import { createStep, type Step } from "../package/steps"
import { adminSdkFor, isPreview } from "./choose-versions"
import { expectHealth } from "./expect-health"
import { killDuringCompletion } from "./kill-during-completion"
import {
  expectIntent,
  expectLedger,
  sell,
  TOTAL_IN_CENTS,
  type World,
} from "./sale"

export type VersionResult = {
  readonly version: string
  readonly passed: number
  readonly failed: readonly string[]
}

export async function playVersion(
  version: string,
  { folder, tarball }: { readonly folder: string; readonly tarball: string }
): Promise<VersionResult> {
  const cleanUp = new CleanUp()
  const shopFolder = join(folder, version)
  const failed: string[] = []
  let passed = 0
  const print = createStep(`${version}: `)
  const step: Step = async (what, work) => {
    try {
      const result = await print(what, work)
      passed += 1
      return result
    } catch (error) {
      failed.push(what)
      throw error
    }
  }
  let explain = (): string => ""
  try {
    await mkdir(shopFolder, { recursive: true })
    const versions = {
      ...(await ownVersions()),
      medusa: version,
      adminSdk: await adminSdkFor(version),
    }
    const bareShop = { folder: shopFolder, tarball, versions, hasAdmin: true }
    await installShop(bareShop, step, isPreview(version))
    const proxies: DatabaseProxy[] = []
    const shop = await openShop({
      folder: shopFolder,
      step,
      cleanUp,
      connectThrough: async (databaseUrl) => {
        const address = new URL(databaseUrl)
        const proxy = new DatabaseProxy({ port: Number(address.port) })
        proxies.push(proxy)
        cleanUp.later(() => proxy.close())
        address.port = String(await proxy.listen())
        return address.toString()
      },
    })
    explain = () => shop.output()
    const world = { shop, admin: await logIn(shop) }
    await playSales(world, step)
    await step("a self-check that is ok in each point", () =>
      expectHealth(world, version)
    )
    const [proxy] = proxies
    await step("a kill -9 during a completion, which the job repairs", () =>
      proxy
        ? killDuringCompletion(world, proxy)
        : Promise.reject(new Error("There is no proxy"))
    )
    await step("a sweep by the operator's command", () =>
      operate(shopFolder, shop.env)
    )
    await step("a health that is ok after that", () =>
      expectHealth(world, version, ["recorded_moves"])
    )
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    console.error(explain())
  } finally {
    await cleanUp.run()
    await rm(shopFolder, { recursive: true, force: true })
  }
  return { version, passed, failed }
}

async function playSales(world: World, step: Step): Promise<void> {
  const { admin, shop } = world
  const { dashboard } = shop.emulator.controls
  const paid = await step("a sale by webhook, its money held", () =>
    sell(world, "held")
  )
  await step("a capture by the order's status", async () => {
    await admin.admin.order.update(paid.orderId, {
      metadata: { order_status: "ready_for_capture" },
    })
    await waitForOrder(admin, "paid", paid.email)
    await expectIntent(world, paid.intentId, {
      status: "succeeded",
      amount_received: TOTAL_IN_CENTS,
    })
    await expectLedger(world, paid, { captured: [120], refunded: [] })
  })
  await step("a capture of a part, its rest released", async () => {
    const sale = await sell(world, "part")
    await admin.client.fetch(
      `/admin/stripe-checkout/orders/${sale.orderId}/capture`,
      { method: "POST", body: { amount: 50, request_id: "part" } }
    )
    await expectIntent(world, sale.intentId, {
      status: "succeeded",
      amount_received: 5_000,
    })
    await expectLedger(world, sale, { captured: [50], refunded: [] })
    await waitForOrder(admin, "partially_paid", sale.email)
  })
  await step("a capture in Stripe's Dashboard, recorded", async () => {
    const sale = await sell(world, "dashboard")
    await dashboard.capture(sale.intentId)
    await waitForOrder(admin, "paid", sale.email)
    await expectLedger(world, sale, { captured: [120], refunded: [] })
  })
  await step("a refund in Stripe's Dashboard, recorded", async () => {
    await dashboard.refund(paid.intentId, 2_000)
    await expectLedger(world, paid, { captured: [120], refunded: [20] })
  })
  await step("a canceled order, its hold released", async () => {
    const sale = await sell(world, "canceled")
    await admin.admin.order.cancel(sale.orderId)
    await expectIntent(world, sale.intentId, { status: "canceled" })
  })
  await step("an admin that is served", async () => {
    const answer = await fetch(`${shop.baseUrl}/app`)
    if (!answer.ok) throw new Error(`/app answers ${answer.status}`)
  })
}
