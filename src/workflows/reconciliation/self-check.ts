/**
 * The part of the self-check that needs Medusa's other modules: how it stores executions
 * and rows, and whether its locks are locks.
 */
import { randomUUID } from "node:crypto"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"

import type { CheckName } from "../../modules/stripe-checkout/domain/health"
import {
  isRecordOnly,
  recordOnly,
} from "../../modules/stripe-checkout/record-only"
import { resolveModule } from "../support/module"
import { readError } from "../support/workflow-error"

/*
 * Two workflows of one step show how this Medusa runs and stores workflows.
 */
interface ProbeInput {
  id: string
}

const readSelfCheckProbeStep = createStep(
  "read-self-check-probe",
  ({ id }: ProbeInput) =>
    new StepResponse(isRecordOnly({ kind: "capture", paymentId: id }))
)

const RETENTION_SECONDS = 60

/** Stored like core's completion of carts; deleted as soon as it is found. */
const storedSelfCheckProbeWorkflow = createWorkflow(
  {
    name: "stored-self-check-probe",
    store: true,
    retentionTime: RETENTION_SECONDS,
  },
  (input: ProbeInput) => new WorkflowResponse(readSelfCheckProbeStep(input))
)

/** Run like core's capture of a payment. */
const selfCheckProbeWorkflow = createWorkflow(
  "self-check-probe",
  (input: ProbeInput) => new WorkflowResponse(readSelfCheckProbeStep(input))
)

/** In the first tick of a process. @returns whether it was checked just now. */
export async function checkMedusaOnce(
  container: MedusaContainer
): Promise<boolean> {
  const { isPending } = resolveModule(container).selfCheck
  if (isPending) {
    await checkMedusa(container)
  }
  return isPending
}

type Check = (container: MedusaContainer) => Promise<string[]>

const CHECKS: Readonly<Partial<Record<CheckName, Check>>> = {
  lock: findBrokenLock,
  async_context: findLostContext,
  executions: findUnreadableExecutions,
  order_changes: findOtherChanges,
  summaries: findIncompleteSummaries,
}

/** What cannot be checked now, for example without a database, is checked by the next sweep. */
export async function checkMedusa(container: MedusaContainer): Promise<void> {
  const { checkCore, selfCheck } = resolveModule(container)
  try {
    await checkCore()
    for (const [name, check] of Object.entries(CHECKS)) {
      selfCheck.record(name as CheckName, await check(container))
    }
  } catch (error) {
    container
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `stripe-checkout: the self-check could not be completed: ${readError(error).message} The next sweep will retry.`
      )
  }
  selfCheck.markComplete()
}

const PROBE_SECONDS = 5

/** Two completions of one cart at the same moment would place it twice. */
async function findBrokenLock(container: MedusaContainer): Promise<string[]> {
  const locking = container.resolve(Modules.LOCKING)
  const key = `stripe-checkout-self-check:${randomUUID()}`
  const [first, second] = [randomUUID(), randomUUID()]
  const acquire = (ownerId: string) =>
    locking.acquire(key, { ownerId, expire: PROBE_SECONDS })
  await acquire(first)
  const isAcquiredTwice = await acquire(second).then(
    () => true,
    () => false
  )
  await locking.release(key, { ownerId: first })
  return isAcquiredTwice
    ? [
        "Two owners can acquire the same lock, so that one cart could be completed twice.",
      ]
    : []
}

/** The provider would not learn that a capture only records what Stripe did. */
async function findLostContext(container: MedusaContainer): Promise<string[]> {
  const id = `probe-${randomUUID()}`
  const { wasSeen } = await recordOnly({ kind: "capture", paymentId: id }, () =>
    selfCheckProbeWorkflow(container).run({ input: { id } })
  )
  return wasSeen
    ? []
    : [
        "A workflow's steps do not run in the async context of whoever runs it, so that a capture that is only recorded looks like any other.",
      ]
}

/** Orders of carts in two days that leave no doubt that executions should be there. */
const ENOUGH_ORDERS = 3

async function findUnreadableExecutions(
  container: MedusaContainer
): Promise<string[]> {
  const { recentRows } = resolveModule(container).coreTables
  const id = `probe-${randomUUID()}`
  const workflowId = storedSelfCheckProbeWorkflow.getName()
  await container
    .resolve(Modules.WORKFLOW_ENGINE)
    .run(workflowId, { input: { id } })
  const isFound = await recentRows.hasProbe(workflowId, id)
  await recentRows.deleteProbes(workflowId, id)
  const { found, placed, unreadable } = await recentRows.readCompletions()
  const isFit = isFound && unreadable === 0
  return [
    ...(isFit
      ? []
      : [
          "Medusa stores executions of workflows in another form, so that an interrupted completion of a cart cannot be found.",
        ]),
    ...(found === 0 && placed >= ENOUGH_ORDERS
      ? [
          "Medusa keeps no execution of complete-cart, although orders were placed, so that an interrupted one cannot be found.",
        ]
      : []),
  ]
}

async function findOtherChanges(container: MedusaContainer): Promise<string[]> {
  const { coreTables, options } = resolveModule(container)
  const { metadataKey } = options.orderStatus
  const count = await coreTables.recentRows.countOtherChanges(metadataKey)
  return count > 0
    ? [
        `Medusa has recorded changes of an order's ${metadataKey} in another form (${count}), so that they neither capture nor release.`,
      ]
    : []
}

async function findIncompleteSummaries(
  container: MedusaContainer
): Promise<string[]> {
  const { recentRows } = resolveModule(container).coreTables
  const count = await recentRows.countIncompleteSummaries()
  return count > 0
    ? [
        `Medusa has written order summaries without the amounts that say what an order owes (${count}), so that these orders are not captured.`,
      ]
    : []
}
