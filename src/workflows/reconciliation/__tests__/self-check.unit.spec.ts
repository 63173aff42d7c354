import { AsyncLocalStorage } from "node:async_hooks"
import { asValue } from "@medusajs/framework/awilix"
import { createMedusaContainer } from "@medusajs/framework/utils"

import type { CheckName } from "../../../modules/stripe-checkout/domain/health"
import { SelfCheck } from "../../../modules/stripe-checkout/self-check/self-check"
import { checkMedusa } from "../self-check"

const WORKS = {
  /** The owners of a lock. */
  locks: new Map<string, string>(),
  hasLocks: true,
  hasProbe: true,
  completions: { found: 5, unreadable: 0, placed: 5 },
  otherChanges: 0,
  incompleteSummaries: 0,
  keepsContext: true,
}

type Core = typeof WORKS

describe("The self-check of Medusa's other modules", () => {
  afterEach(() => {
    jest.restoreAllMocks()
  })

  it("is ok in a Medusa that is as it should be", async () => {
    const { selfCheck } = await check({})

    expect(selfCheck.failures).toEqual([])
    expect(selfCheck.isPending).toBe(false)
  })

  it.each<[CheckName, Partial<Core>, RegExp]>([
    ["lock", { hasLocks: false }, /Two owners can acquire the same lock/],
    ["async_context", { keepsContext: false }, /async context/],
    ["executions", { hasProbe: false }, /executions .* in another form/],
    [
      "executions",
      { completions: { found: 5, unreadable: 1, placed: 0 } },
      /executions .* in another form/,
    ],
    [
      "executions",
      { completions: { found: 0, unreadable: 0, placed: 3 } },
      /keeps no execution of complete-cart/,
    ],
    [
      "order_changes",
      { otherChanges: 2 },
      /order_status in another form \(2\)/,
    ],
    ["summaries", { incompleteSummaries: 1 }, /what an order owes \(1\)/],
  ])("fails: %s, with %j", async (name, differences, sentence) => {
    const { selfCheck } = await check(differences)

    expect(selfCheck.failures).toEqual([expect.stringMatching(sentence)])
    expect(
      selfCheck.describe().checks.filter(({ state }) => state === "failed")
    ).toEqual([{ name, state: "failed" }])
  })

  it("says nothing of executions where few orders were placed", async () => {
    const { selfCheck } = await check({
      completions: { found: 0, unreadable: 0, placed: 2 },
    })

    expect(selfCheck.failures).toEqual([])
  })

  it("changes no result when the database does not answer, and tries again with the next sweep", async () => {
    const { selfCheck, warn } = await check({
      get otherChanges(): number {
        throw new Error("Connection terminated.")
      },
    })

    expect(selfCheck.failures).toEqual([])
    expect(warn.mock.calls).toEqual([
      [
        expect.stringMatching(
          /could not be completed: Connection terminated\. The next sweep/
        ),
      ],
    ])
    expect(selfCheck.isPending).toBe(false)
  })
})

async function check(differences: Partial<Core>) {
  const core = Object.create(WORKS, {
    locks: { value: new Map<string, string>() },
    ...Object.getOwnPropertyDescriptors(differences),
  }) as Core
  const selfCheck = new SelfCheck(jest.fn(), "2.21.2")
  const warn = jest.fn()
  if (!core.keepsContext) {
    jest.spyOn(AsyncLocalStorage.prototype, "getStore").mockReturnValue(null)
  }
  const modules: Record<string, unknown> = {
    logger: { warn },
    locking: lockingOf(core),
    workflows: { run: () => Promise.resolve() },
    stripeCheckout: {
      selfCheck,
      checkCore: () => Promise.resolve(),
      options: { orderStatus: { metadataKey: "order_status" } },
      coreTables: { recentRows: recentRowsOf(core) },
    },
  }
  const container = createMedusaContainer()
  for (const [name, module] of Object.entries(modules)) {
    container.register(name, asValue(module))
  }
  await checkMedusa(container)
  return { selfCheck, warn }
}

function lockingOf({ locks, hasLocks }: Core) {
  return {
    acquire: async (key: string, { ownerId }: { ownerId: string }) => {
      if (hasLocks && locks.has(key)) {
        throw new Error(`${key} is locked`)
      }
      locks.set(key, ownerId)
    },
    release: async (key: string) => locks.delete(key),
  }
}

function recentRowsOf(core: Core) {
  return {
    hasProbe: async () => core.hasProbe,
    deleteProbes: async () => undefined,
    readCompletions: async () => core.completions,
    countOtherChanges: async () => core.otherChanges,
    countIncompleteSummaries: async () => core.incompleteSummaries,
  }
}
