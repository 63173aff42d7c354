import { accountRoutes } from "../resources/account-and-balance"
import { chargeRoutes } from "../resources/charges"
import { checkoutSessionRoutes } from "../resources/checkout-sessions"
import { couponRoutes } from "../resources/coupons"
import { customerRoutes } from "../resources/customers"
import { disputeRoutes } from "../resources/disputes"
import { earlyFraudWarningRoutes } from "../resources/early-fraud-warnings"
import { eventRoutes } from "../resources/events"
import { paymentIntentRoutes } from "../resources/payment-intents"
import { paymentMethodRoutes } from "../resources/payment-methods"
import { refundRoutes } from "../resources/refunds"
import { reviewRoutes } from "../resources/reviews"
import { webhookEndpointRoutes } from "../resources/webhook-endpoints"
import type { Route } from "./route"

/** Everything under /v1 that the emulator answers. */
export const routes: readonly Route[] = [
  ...checkoutSessionRoutes,
  ...paymentIntentRoutes,
  ...chargeRoutes,
  ...refundRoutes,
  ...eventRoutes,
  ...webhookEndpointRoutes,
  ...customerRoutes,
  ...couponRoutes,
  ...accountRoutes,
  ...disputeRoutes,
  ...reviewRoutes,
  ...earlyFraudWarningRoutes,
  ...paymentMethodRoutes,
]
