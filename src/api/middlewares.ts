import {
  authenticate,
  defineMiddlewares,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"

import { refundInTurn } from "./admin/payments/refund-in-turn"
import {
  ChangeBulkRequest,
  ListBulkResults,
  PreviewBulkRequest,
  StartBulkRequest,
} from "./admin/stripe-checkout/bulk-requests/validators"
import {
  ListDiscrepancies,
  ResolveDiscrepancy,
  SynchronizeDiscrepancy,
} from "./admin/stripe-checkout/discrepancies/validators"
import {
  ListEvents,
  ReplayEvents,
} from "./admin/stripe-checkout/events/validators"
import {
  ApproveReview,
  CaptureOrder,
  CreatePaymentLink,
  ReleaseOrder,
  SetOrderStatus,
  SynchronizeOrder,
} from "./admin/stripe-checkout/orders/validators"
import {
  ExportPayments,
  ListPayments,
} from "./admin/stripe-checkout/payments/validators"
import {
  ListPaymentsWithoutOrder,
  RequestBeforeOrder,
} from "./admin/stripe-checkout/payments-without-order/validators"
import {
  ChangeSettings,
  ListSettingsChanges,
  RestoreSettings,
  TrySettings,
} from "./admin/stripe-checkout/settings/validators"
import { ConfigureWebhookEndpoint } from "./admin/stripe-checkout/webhook-endpoint/validators"
import { ListRuns, StartRun } from "./admin/stripe-checkout/runs/validators"

const ORDER = "/admin/stripe-checkout/orders/:id"

const PAYMENTS = "/admin/stripe-checkout/payments"

const WITHOUT_ORDER = "/admin/stripe-checkout/payments-without-order"

const BULK = "/admin/stripe-checkout/bulk-requests"

/** Five thousand ids. */
const MANY_ORDERS = { sizeLimit: "1mb" }

const SETTINGS = "/admin/stripe-checkout/settings"

const EVENTS = "/admin/stripe-checkout/events"

const RUNS = "/admin/stripe-checkout/runs"

const DISCREPANCIES = "/admin/stripe-checkout/discrepancies"

export default defineMiddlewares({
  routes: [
    // Nothing is parsed before its signature was checked, so the route reads the body itself.
    {
      matcher: "/hooks/stripe-checkout",
      methods: ["POST"],
      bodyParser: false,
    },
    {
      matcher: "/hooks/stripe-checkout/:account",
      methods: ["POST"],
      bodyParser: false,
    },
    {
      // Signed-in customers may see their order's id; guests are let through without it.
      matcher: "/store/stripe-checkout/payments/:payment_session_id",
      methods: ["GET"],
      middlewares: [
        authenticate("customer", ["session", "bearer"], {
          allowUnauthenticated: true,
        }),
      ],
    },
    {
      matcher: "/admin/payments/:id/refund",
      methods: ["POST"],
      middlewares: [refundInTurn],
    },
    {
      matcher: `${ORDER}/capture`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(CaptureOrder)],
    },
    {
      matcher: `${ORDER}/release`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(ReleaseOrder)],
    },
    {
      matcher: `${ORDER}/reviews/:review_id/approve`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(ApproveReview)],
    },
    {
      matcher: `${ORDER}/status`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(SetOrderStatus)],
    },
    {
      matcher: `${ORDER}/payment-link`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(CreatePaymentLink)],
    },
    {
      matcher: `${ORDER}/synchronize`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(SynchronizeOrder)],
    },
    {
      matcher: BULK,
      methods: ["POST"],
      bodyParser: MANY_ORDERS,
      middlewares: [validateAndTransformBody(StartBulkRequest)],
    },
    {
      matcher: `${BULK}/preview`,
      methods: ["POST"],
      bodyParser: MANY_ORDERS,
      middlewares: [validateAndTransformBody(PreviewBulkRequest)],
    },
    {
      matcher: `${BULK}/:id/results`,
      methods: ["GET"],
      middlewares: [
        validateAndTransformQuery(ListBulkResults, { isList: true }),
      ],
    },
    {
      matcher: `${BULK}/:id/stop`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(ChangeBulkRequest)],
    },
    {
      matcher: `${BULK}/:id/resume`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(ChangeBulkRequest)],
    },
    {
      matcher: PAYMENTS,
      methods: ["GET"],
      middlewares: [validateAndTransformQuery(ListPayments, { isList: true })],
    },
    {
      matcher: `${PAYMENTS}/export`,
      methods: ["GET"],
      middlewares: [
        validateAndTransformQuery(ExportPayments, { isList: true }),
      ],
    },
    {
      matcher: WITHOUT_ORDER,
      methods: ["GET"],
      middlewares: [
        validateAndTransformQuery(ListPaymentsWithoutOrder, { isList: true }),
      ],
    },
    {
      matcher: `${WITHOUT_ORDER}/:payment_session_id/retry`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(RequestBeforeOrder)],
    },
    {
      matcher: `${WITHOUT_ORDER}/:payment_session_id/release`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(RequestBeforeOrder)],
    },
    {
      matcher: SETTINGS,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(ChangeSettings)],
    },
    {
      matcher: `${SETTINGS}/try`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(TrySettings)],
    },
    {
      matcher: `${SETTINGS}/changes`,
      methods: ["GET"],
      middlewares: [
        validateAndTransformQuery(ListSettingsChanges, { isList: true }),
      ],
    },
    {
      matcher: `${SETTINGS}/changes/:version/restore`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(RestoreSettings)],
    },
    {
      matcher: "/admin/stripe-checkout/webhook-endpoint",
      methods: ["POST"],
      middlewares: [validateAndTransformBody(ConfigureWebhookEndpoint)],
    },
    {
      matcher: EVENTS,
      methods: ["GET"],
      middlewares: [validateAndTransformQuery(ListEvents, { isList: true })],
    },
    {
      matcher: `${EVENTS}/replay`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(ReplayEvents)],
    },
    {
      matcher: RUNS,
      methods: ["GET"],
      middlewares: [validateAndTransformQuery(ListRuns, { isList: true })],
    },
    {
      matcher: RUNS,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(StartRun)],
    },
    {
      matcher: DISCREPANCIES,
      methods: ["GET"],
      middlewares: [
        validateAndTransformQuery(ListDiscrepancies, { isList: true }),
      ],
    },
    {
      matcher: `${DISCREPANCIES}/:id/resolve`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(ResolveDiscrepancy)],
    },
    {
      matcher: `${DISCREPANCIES}/:id/synchronize`,
      methods: ["POST"],
      middlewares: [validateAndTransformBody(SynchronizeDiscrepancy)],
    },
  ],
})
