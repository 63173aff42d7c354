import {
  authenticate,
  defineMiddlewares,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"

import { refundInTurn } from "./admin/payments/refund-in-turn"
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
import {
  ChangeSettings,
  ListSettingsChanges,
  RestoreSettings,
  TrySettings,
} from "./admin/stripe-checkout/settings/validators"
import { ConfigureWebhookEndpoint } from "./admin/stripe-checkout/webhook-endpoint/validators"

/** Express accepts 100 kB, which Stripe's events can exceed. They never reach this size. */
const LARGEST_EVENT = "1mb"

const ORDER = "/admin/stripe-checkout/orders/:id"

const WITHOUT_ORDER = "/admin/stripe-checkout/payments-without-order"

const SETTINGS = "/admin/stripe-checkout/settings"

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
  ],
})
