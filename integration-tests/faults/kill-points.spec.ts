import { auditWorld } from "./audit-world"
import { only } from "../support/only"
import type { Purchase } from "../support/stripe-checkout"
import { type FaultWorld, startFaultWorld } from "./fault-world"
import { killDuring } from "./kill-during"
import { KILL_POINTS, type KillPoint } from "./kill-points"
import { readSaleState } from "./read-sale-state"
import { recover } from "./recover"

describe("A shop that is killed", () => {
  let world: FaultWorld | undefined

  beforeAll(async () => {
    world = await startFaultWorld("kill-points", {
      plugin: { savedCards: "off_session" },
      synchronizationsAtOnce: 32,
    })
  }, 300_000)

  const started = (): FaultWorld => {
    if (!world) throw new Error("The shop has not started")
    return world
  }

  afterAll(async () => {
    await world?.stop()
  })

  describe.each(Object.entries<readonly KillPoint[]>(KILL_POINTS))(
    "in the middle of %s, once it is back",
    (_group, points) => {
      let sales: Purchase[]

      beforeAll(async () => {
        const running = started()
        sales = await killDuring(running, points)
        await recover(running)
      }, 300_000)

      it.each(points.map((point, index) => ({ ...point, index })))(
        "has recovered from $name",
        async ({ again, index, expected }) => {
          const sale = only(sales.slice(index, index + 1))
          await again?.(started(), sale as never)
          expect(await readSaleState(started(), sale)).toEqual(expected)
        }
      )

      it("leaves no difference for the auditor", async () => {
        expect(await auditWorld(started())).toEqual([])
      })
    }
  )
})
