/**
 * Installs the plugin as a store does: packed, in a Medusa that has nothing else, configured by the lines of the
 * README. Then somebody shops there, pays on the emulator's page, and the order's status takes the money.
 *
 * The other tests run the sources. This one proves that what is published is complete.
 */
import { rmSync } from "node:fs"
import { mkdtemp } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { only } from "../support/only"
import { waitUntil } from "../support/wait-until"
import { CleanUp } from "./clean-up"
import { installShop, ownVersions, packAndInspect } from "./install-shop"
import { openShop } from "./open-shop"
import { expectNothingUnfinished, operate } from "./operator-command"
import { endAllProcesses } from "./processes"
import {
  fillCart,
  logIn,
  payOnHostedPage,
  type Shop,
  waitForOrder,
} from "./purchase"
import { createStep } from "./steps"

/** What the seeded shirt and its delivery cost: 120.00 EUR, as Stripe counts. */
const TOTAL_IN_CENTS = 12_000

const step = createStep()
const cleanUp = new CleanUp()

/** What the running store has printed, for the report of a failure. */
let explain = (): string => ""

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "medusa-smoke-"))
  // Whoever ends this process, and be it somebody else's exit hook, these two are never left behind.
  process.once("exit", () => {
    endAllProcesses()
    rmSync(folder, { recursive: true, force: true })
  })

  const tarball = await packAndInspect(folder, step)
  const shopFolder = join(folder, "shop")
  const versions = await ownVersions()
  await installShop(
    { folder: shopFolder, tarball, versions, hasAdmin: false },
    step
  )

  const shop = await openShop({ folder: shopFolder, step, cleanUp })
  explain = () => shop.output()
  await sellOnce(shop)
  await step("sweep and replay by the operator's command", () =>
    operate(shopFolder, shop.env)
  )
  await step("have nothing left that is held or may be paid", () =>
    expectNothingUnfinished(shopFolder, shop.env)
  )
}

async function sellOnce(shop: Shop): Promise<void> {
  const { controls } = shop.emulator
  const payLink = await step("fill a cart and choose Stripe Checkout", () =>
    fillCart(shop)
  )
  await step("follow the pay link and pay on Stripe's page", () =>
    payOnHostedPage(shop, payLink)
  )
  const admin = await logIn(shop)
  const order = await step(
    "find the order approved, its money held",
    async () => {
      const approved = await waitForOrder(admin, "approved")
      await expectIntent(shop, {
        status: "requires_capture",
        amount_received: 0,
      })
      return approved
    }
  )
  await step("take the money by the order's status", async () => {
    await admin.admin.order.update(order.id, {
      metadata: { order_status: "ready_for_capture" },
    })
    await waitForOrder(admin, "paid")
    await expectIntent(shop, {
      status: "succeeded",
      amount_received: TOTAL_IN_CENTS,
    })
  })
  await step("have asked nothing that Stripe does not know", async () => {
    const unknown = await controls.unknownRoutes()
    if (unknown.length > 0) throw new Error(unknown.join("\n"))
  })
}

async function expectIntent(
  { emulator }: Shop,
  expected: { readonly status: string; readonly amount_received: number }
): Promise<void> {
  await waitUntil(`a PaymentIntent that is ${expected.status}`, async () => {
    const ledger = await emulator.controls.ledger()
    const intent = only(ledger.payment_intents)
    if (
      intent.status === expected.status &&
      intent.amount === TOTAL_IN_CENTS &&
      intent.amount_received === expected.amount_received
    ) {
      return true
    }
    throw new Error(
      `${intent.status}, ${intent.amount_received} of ${intent.amount} received`
    )
  })
}

async function leave(code: number): Promise<never> {
  await cleanUp.run()
  process.exit(code)
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => void leave(130))
}

main().then(
  () => leave(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    console.error(explain())
    return leave(1)
  }
)
