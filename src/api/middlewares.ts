import {
  authenticate,
  defineMiddlewares,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"

import { refundInTurn } from "./admin/payments/refund-in-turn"
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
  CaptureOrder,
  CreatePaymentLink,
  ReleaseOrder,
  SetOrderStatus,
  SynchronizeOrder,
} from "./admin/stripe-checkout/orders/validators"
import {
  ListPaymentsWithoutOrder,
  RequestBeforeOrder,
} from "./admin/stripe-checkout/payments-without-order/validators"
import { ListRuns, StartRun } from "./admin/stripe-checkout/runs/validators"

/** Express accepts 100 kB, which Stripe's events can exceed. They never reach this size. */
const LARGEST_EVENT = "1mb"

const ORDER = "/admin/stripe-checkout/orders/:id"

const WITHOUT_ORDER = "/admin/stripe-checkout/payments-without-order"

const EVENTS = "/admin/stripe-checkout/events"

const RUNS = "/admin/stripe-checkout/runs"

const DISCREPANCIES = "/admin/stripe-checkout/discrepancies"

export default defineMiddlewares({
  routes: [
    {
      matcher: "/hooks/stripe-checkout",
      methods: ["POST"],
      bodyParser: { preserveRawBody: true, sizeLimit: LARGEST_EVENT },
    },
    {
      matcher: "/hooks/stripe-checkout/:account",
      methods: ["POST"],
      bodyParser: { preserveRawBody: true, sizeLimit: LARGEST_EVENT },
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
