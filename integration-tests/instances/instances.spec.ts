import { auditWorld } from "../faults/audit-world"
import { waitUntilIdle } from "../faults/wait-until-idle"
import { type InstancesWorld, startInstancesWorld } from "./instances-world"
import { dyingInstance } from "./scenarios/dying-instance"
import { lostServer } from "./scenarios/lost-server"
import { manyCarts } from "./scenarios/many-carts"
import { missingWorker } from "./scenarios/missing-worker"
import { rollingRestart } from "./scenarios/rolling-restart"
import { slowStripe } from "./scenarios/slow-stripe"

describe("A shop of several instances on Redis", () => {
  let world: InstancesWorld | undefined

  beforeAll(async () => {
    world = await startInstancesWorld("instances")
  }, 300_000)

  const started = (): InstancesWorld => {
    if (!world) throw new Error("The shop has not started")
    return world
  }

  afterEach(async () => {
    const { proxy, shop, stripe } = started()
    proxy.clearMoments()
    proxy.release()
    shop.loadBalancer.copiedWebhooks = 0
    await stripe.backToNormal()
    await stripe.webhooks.duplicateNext(0)
    await waitUntilIdle(started())
    expect(await auditWorld(started())).toEqual([])
  }, 300_000)

  afterAll(async () => {
    await world?.stop()
  })

  describe("two that do everything", () => {
    manyCarts(started, { carts: 12, raced: 6, captures: 8 })
    slowStripe(started)

    describe("one that is killed", () => {
      dyingInstance(started)
    })

    describe("of carts that are paid", () => {
      lostServer(started)
    })

    describe("a restart of one after the other", () => {
      rollingRestart(started)
    })
  })

  describe("a server and a worker", () => {
    beforeAll(async () => {
      await started().shop.startAs(["server", "worker"])
    }, 300_000)

    manyCarts(started, { carts: 6, raced: 4, captures: 4 })
    slowStripe(started)

    describe("a worker that is gone for a minute", () => {
      missingWorker(started)
    })
  })
})
