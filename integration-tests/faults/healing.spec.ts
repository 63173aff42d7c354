import { audit } from "../auditor/audit"
import { type FaultWorld, startFaultWorld } from "./fault-world"
import { theLoserOfTwoAuthorizations } from "./healing/authorize-race"
import { aSweepThatLosesTheDatabase } from "./healing/database-away"
import { aCrashOfPostgres } from "./healing/postgres-crash"
import { aReleaseThatMeetsACompletion } from "./healing/release-meets-completion"

describe("A shop that lives on while something else fails", () => {
  let world: FaultWorld | undefined

  beforeAll(async () => {
    world = await startFaultWorld("healing")
  }, 300_000)

  const started = (): FaultWorld => {
    if (!world) throw new Error("The shop has not started")
    return world
  }

  afterEach(async () => {
    const { proxy, stripe } = started()
    proxy.forgetMoments()
    proxy.release()
    await stripe.clearFaults()
    await stripe.releaseHeld()
    await stripe.webhooks.dropNext(0)
    await stripe.webhooks.resume()
  })

  afterAll(async () => {
    await world?.stop()
  })

  describe("the loser of two authorizations at once", () => {
    theLoserOfTwoAuthorizations(started)
  })

  describe("a release that meets a completion", () => {
    aReleaseThatMeetsACompletion(started)
  })

  describe("a crash of Postgres", () => {
    aCrashOfPostgres(started)
  })

  describe("a sweep that loses the database", () => {
    aSweepThatLosesTheDatabase(started)
  })

  it("leaves the auditor nothing to say", async () => {
    const { databaseUrl, logFile, stripe } = started()
    expect(
      await audit({
        databaseUrl,
        emulatorUrl: stripe.url,
        logFiles: [logFile],
      })
    ).toEqual([])
  })
})
