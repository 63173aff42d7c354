/**
 * The requests of the admin's pages for events, runs and discrepancies, sent as an
 * administrator.
 */
import type {
  DiscrepanciesAnswer,
  DiscrepancyAnswer,
  DiscrepancyCheckAnswer,
  DiscrepancyDescription,
} from "../../src/api/admin/stripe-checkout/discrepancies/responses"
import type {
  EventAnswer,
  EventsAnswer,
  ReplayAnswer,
} from "../../src/api/admin/stripe-checkout/events/responses"
import type {
  DryRunAnswer,
  RunsAnswer,
  StartedRunsAnswer,
} from "../../src/api/admin/stripe-checkout/runs/responses"
import type { Reply } from "./request"
import type { StripeStore } from "./stripe-store"

const PATH = "/admin/stripe-checkout"

type Query = Readonly<Record<string, string>>

export async function listEvents(
  { admin }: StripeStore,
  query: Query = {}
): Promise<EventsAnswer> {
  return admin.client.fetch(`${PATH}/events`, { query })
}

export async function readEvent(
  { admin }: StripeStore,
  id: string
): Promise<EventAnswer> {
  return admin.client.fetch(`${PATH}/events/${id}`)
}

export async function replayEvents(
  store: StripeStore,
  body: object
): Promise<ReplayAnswer> {
  return post(store, "events/replay", body)
}

export async function listDiscrepancies(
  { admin }: StripeStore,
  query: Query = {}
): Promise<DiscrepanciesAnswer> {
  return admin.client.fetch(`${PATH}/discrepancies`, { query })
}

/** Of one payment, newest first. */
export async function findDiscrepancies(
  store: StripeStore,
  paymentSessionId: string,
  status: DiscrepancyDescription["status"] = "open"
): Promise<readonly DiscrepancyDescription[]> {
  const query = { q: paymentSessionId, status }
  return (await listDiscrepancies(store, query)).discrepancies
}

export async function resolveDiscrepancy(
  store: StripeStore,
  id: string,
  body: object
): Promise<DiscrepancyAnswer> {
  return post(store, `discrepancies/${id}/resolve`, body)
}

export async function checkDiscrepancy(
  store: StripeStore,
  id: string
): Promise<DiscrepancyCheckAnswer> {
  return post(store, `discrepancies/${id}/synchronize`, {})
}

export async function listRuns(
  { admin }: StripeStore,
  query: Query = {}
): Promise<RunsAnswer> {
  return admin.client.fetch(`${PATH}/runs`, { query })
}

export async function startRun(
  store: StripeStore,
  body: object = {}
): Promise<StartedRunsAnswer> {
  return post(store, "runs", body)
}

export async function dryRun(store: StripeStore): Promise<DryRunAnswer> {
  return post(store, "runs", { dry_run: true })
}

async function post<Answer>(
  { admin }: StripeStore,
  path: string,
  body: object
): Promise<Answer> {
  return admin.client.fetch(`${PATH}/${path}`, { method: "POST", body })
}

/** Without an administrator's login. */
export async function readAsStranger(
  store: StripeStore,
  path: string
): Promise<Reply> {
  return store.request(`${PATH}/${path}`)
}
