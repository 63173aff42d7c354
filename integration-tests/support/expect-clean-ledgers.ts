/**
 * The end of every spec: whatever was done to the store, Medusa and Stripe agree once
 * everything has settled.
 */
import { setTimeout as pause } from "node:timers/promises"
import { audit, type Difference, type Invariant } from "../auditor/audit"
import { runWorkflow } from "./order-records"
import type { EmulatorControls } from "../stripe-emulator/controls"
import type { Store } from "./store"

type AuditedStore = Store & { readonly stripe: EmulatorControls }

/** A difference that a spec creates on purpose. */
export type DifferenceOnPurpose = {
  readonly invariant: Invariant
  /** An id, or another part of the sentence. */
  readonly about: string
  readonly because: string
}

/** Actions may still be running, and rows that core has just written are left alone for 45 seconds. */
const PATIENCE_MS = 75_000

export async function expectCleanLedgers(
  store: AuditedStore,
  onPurpose: readonly DifferenceOnPurpose[] = []
): Promise<void> {
  await waitUntilSettled(store)
  const deadline = Date.now() + PATIENCE_MS
  let found = await findDifferences(store, onPurpose)
  while (found.length > 0 && Date.now() < deadline) {
    await pause(1_000)
    await tick(store)
    found = await findDifferences(store, onPurpose)
  }
  expect(found).toEqual([])
  expect(await store.stripe.unknownRoutes()).toEqual([])
}

/** Clears all faults, delivers all webhooks and runs the job twice. */
async function waitUntilSettled(store: AuditedStore): Promise<void> {
  const { stripe } = store
  await stripe.clearFaults()
  await stripe.releaseHeld()
  await stripe.webhooks.resume()
  await stripe.webhooks.idle()
  for (const _round of [1, 2]) {
    await tick(store)
  }
  await stripe.webhooks.idle()
}

async function tick({ container }: AuditedStore): Promise<void> {
  await runWorkflow(container, "reconcile-payments", { now: true })
}

async function findDifferences(
  { databaseUrl, stripe }: AuditedStore,
  onPurpose: readonly DifferenceOnPurpose[]
): Promise<string[]> {
  const differences = await audit({ databaseUrl, emulatorUrl: stripe.url })
  const unexpected = differences.filter(
    (difference) => !onPurpose.some((one) => isMeant(one, difference))
  )
  const missing = onPurpose.filter(
    (one) => !differences.some((difference) => isMeant(one, difference))
  )
  return [
    ...unexpected.map(({ invariant, sentence }) => `${invariant}: ${sentence}`),
    ...missing.map(
      ({ invariant, about, because }) =>
        `${invariant}: nothing is said about ${about}, although ${because}`
    ),
  ]
}

function isMeant(
  { invariant, about }: DifferenceOnPurpose,
  difference: Difference
): boolean {
  return (
    difference.invariant === invariant && difference.sentence.includes(about)
  )
}
