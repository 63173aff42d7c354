import { auditWorld } from "./audit-world"
import { type FaultWorld, startFaultWorld } from "./fault-world"
import { twoAuthorizationsAtOnce } from "./recovery/authorize-race"
import { sweepThatLosesDatabase } from "./recovery/database-away"
import { postgresCrash } from "./recovery/postgres-crash"
import { releaseDuringCompletion } from "./recovery/release-during-completion"

describe("A shop that keeps running while something else fails", () => {
  let world: FaultWorld | undefined

  beforeAll(async () => {
    world = await startFaultWorld("recovery")
  }, 300_000)

  const started = (): FaultWorld => {
    if (!world) throw new Error("The shop has not started")
    return world
  }

  afterEach(async () => {
    const { proxy, stripe } = started()
    proxy.clearMoments()
    proxy.release()
    await stripe.clearFaults()
    await stripe.releaseHeld()
    await stripe.webhooks.dropNext(0)
    await stripe.webhooks.resume()
  })

  afterAll(async () => {
    await world?.stop()
  })

  describe("two authorizations at once", () => {
    twoAuthorizationsAtOnce(started)
  })

  describe("a release during a completion", () => {
    releaseDuringCompletion(started)
  })

  describe("a crash of Postgres", () => {
    postgresCrash(started)
  })

  describe("a sweep that loses the database", () => {
    sweepThatLosesDatabase(started)
  })

  it("leaves no difference for the auditor", async () => {
    expect(await auditWorld(started())).toEqual([])
  })
})
