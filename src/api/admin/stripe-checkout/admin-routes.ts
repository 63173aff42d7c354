/**
 * Who may use each of the plugin's admin routes, and what it accepts. A spec fails on a route
 * that is missing here.
 */
import {
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"

import {
  type Policy,
  POLICIES,
} from "../../../modules/stripe-checkout/domain/permissions"
import * as bulk from "./bulk-requests/validators"
import * as discrepancies from "./discrepancies/validators"
import * as events from "./events/validators"
import * as orders from "./orders/validators"
import * as payments from "./payments/validators"
import * as unplaced from "./payments-without-order/validators"
import * as runs from "./runs/validators"
import * as settings from "./settings/validators"
import { ConfigureWebhookEndpoint } from "./webhook-endpoint/validators"

const ROOT = "/admin/stripe-checkout"

/** Five thousand ids. */
const MANY_ORDERS = { sizeLimit: "1mb" }

type Query = Parameters<typeof validateAndTransformQuery>[0]
type Body = Parameters<typeof validateAndTransformBody>[0]

/** Shows something. */
function get(path: string, query?: Query): MiddlewareRoute {
  return {
    matcher: `${ROOT}${path}`,
    methods: ["GET"],
    policies: POLICIES.read,
    middlewares: query
      ? [validateAndTransformQuery(query, { isList: true })]
      : [],
  }
}

function post(path: string, policy: Policy, body: Body): MiddlewareRoute {
  return {
    matcher: `${ROOT}${path}`,
    methods: ["POST"],
    policies: policy,
    middlewares: [validateAndTransformBody(body)],
  }
}

const { read, update, settings: configure } = POLICIES

export const ADMIN_ROUTES: MiddlewareRoute[] = [
  get("/orders/:id"),
  get("/orders/:id/payment-methods"),
  post("/orders/:id/capture", update, orders.CaptureOrder),
  post("/orders/:id/release", update, orders.ReleaseOrder),
  post("/orders/:id/reviews/:review_id/approve", update, orders.ApproveReview),
  post("/orders/:id/status", update, orders.SetOrderStatus),
  post("/orders/:id/payment-link", update, orders.CreatePaymentLink),
  post("/orders/:id/payment-link/email", update, orders.EmailPaymentLink),
  get("/orders/:id/payment-link/qr-code"),
  post("/orders/:id/synchronize", update, orders.SynchronizeOrder),
  get("/orders/:id/saved-card"),
  post("/orders/:id/saved-card/charge", update, orders.ChargeSavedCard),

  get("/payments", payments.ListPayments),
  get("/payments/counts"),
  get("/payments/export", payments.ExportPayments),

  get("/payments-without-order", unplaced.ListPaymentsWithoutOrder),
  post(
    "/payments-without-order/:payment_session_id/retry",
    update,
    unplaced.RequestBeforeOrder
  ),
  post(
    "/payments-without-order/:payment_session_id/release",
    update,
    unplaced.RequestBeforeOrder
  ),

  get("/bulk-requests"),
  get("/bulk-requests/:id"),
  get("/bulk-requests/:id/results", bulk.ListBulkResults),
  {
    ...post("/bulk-requests", update, bulk.StartBulkRequest),
    bodyParser: MANY_ORDERS,
  },
  {
    // Only says what would be requested.
    ...post("/bulk-requests/preview", read, bulk.PreviewBulkRequest),
    bodyParser: MANY_ORDERS,
  },
  post("/bulk-requests/:id/stop", update, bulk.ChangeBulkRequest),
  post("/bulk-requests/:id/resume", update, bulk.ChangeBulkRequest),

  get("/events", events.ListEvents),
  get("/events/:id"),
  post("/events/replay", update, events.ReplayEvents),
  get("/runs", runs.ListRuns),
  post("/runs", update, runs.StartRun),
  get("/discrepancies", discrepancies.ListDiscrepancies),
  post("/discrepancies/:id/resolve", update, discrepancies.ResolveDiscrepancy),
  post(
    "/discrepancies/:id/synchronize",
    update,
    discrepancies.SynchronizeDiscrepancy
  ),

  get("/health"),
  get("/setup"),
  get("/settings"),
  get("/settings/changes", settings.ListSettingsChanges),
  // Changes nothing.
  post("/settings/try", read, settings.TrySettings),
  post("/settings", configure, settings.ChangeSettings),
  post(
    "/settings/changes/:version/restore",
    configure,
    settings.RestoreSettings
  ),
  post("/webhook-endpoint", configure, ConfigureWebhookEndpoint),
]
