/** The page of Stripe's documentation that describes a behavior. */
export const sections = {
  "API keys": "https://docs.stripe.com/keys",
  Authentication: "https://docs.stripe.com/api/authentication",
  "Connected accounts": "https://docs.stripe.com/api/connected-accounts",
  Errors: "https://docs.stripe.com/api/errors",
  "Error codes": "https://docs.stripe.com/error-codes",
  "Low-level errors": "https://docs.stripe.com/error-low-level",
  "Expanding objects": "https://docs.stripe.com/api/expanding_objects",
  "Idempotent requests": "https://docs.stripe.com/api/idempotent_requests",
  Metadata: "https://docs.stripe.com/api/metadata",
  Pagination: "https://docs.stripe.com/api/pagination",
  "Rate limits": "https://docs.stripe.com/rate-limits",
  "Request IDs": "https://docs.stripe.com/api/request_ids",
  Requests: "https://docs.stripe.com/api",
  Versioning: "https://docs.stripe.com/api/versioning",
  Currencies: "https://docs.stripe.com/currencies",
  "Statement descriptors":
    "https://docs.stripe.com/get-started/account/statement-descriptors",
  "Create a Checkout Session":
    "https://docs.stripe.com/api/checkout/sessions/create",
  "Update a Checkout Session":
    "https://docs.stripe.com/api/checkout/sessions/update",
  "Custom fields of Checkout":
    "https://docs.stripe.com/payments/checkout/custom-fields",
  "Discounts of Checkout":
    "https://docs.stripe.com/payments/checkout/discounts",
  "The Checkout Session object":
    "https://docs.stripe.com/api/checkout/sessions/object",
  "Expire a Checkout Session":
    "https://docs.stripe.com/api/checkout/sessions/expire",
  "List Checkout Sessions":
    "https://docs.stripe.com/api/checkout/sessions/list",
  "Line items of a Checkout Session":
    "https://docs.stripe.com/api/checkout/sessions/line_items",
  "How Checkout works":
    "https://docs.stripe.com/payments/checkout/how-checkout-works",
  "No-cost orders": "https://docs.stripe.com/payments/checkout/no-cost-orders",
  "Collect phone numbers":
    "https://docs.stripe.com/payments/checkout/phone-numbers",
  "Fulfill orders": "https://docs.stripe.com/checkout/fulfillment",
  "The PaymentIntent object":
    "https://docs.stripe.com/api/payment_intents/object",
  "Create a PaymentIntent":
    "https://docs.stripe.com/api/payment_intents/create",
  "Confirm a PaymentIntent":
    "https://docs.stripe.com/api/payment_intents/confirm",
  "Update a PaymentIntent":
    "https://docs.stripe.com/api/payment_intents/update",
  "List PaymentIntents": "https://docs.stripe.com/api/payment_intents/list",
  "Search PaymentIntents": "https://docs.stripe.com/api/payment_intents/search",
  "Capture a PaymentIntent":
    "https://docs.stripe.com/api/payment_intents/capture",
  "Cancel a PaymentIntent":
    "https://docs.stripe.com/api/payment_intents/cancel",
  "Place a hold on a payment method":
    "https://docs.stripe.com/payments/place-a-hold-on-a-payment-method",
  Multicapture: "https://docs.stripe.com/payments/multicapture",
  "The Charge object": "https://docs.stripe.com/api/charges/object",
  "List charges": "https://docs.stripe.com/api/charges/list",
  "Asynchronous capture":
    "https://docs.stripe.com/payments/payment-intents/asynchronous-capture",
  "SEPA Direct Debit": "https://docs.stripe.com/payments/sepa-debit",
  "Extended authorizations":
    "https://docs.stripe.com/payments/extended-authorization",
  "Incremental authorizations":
    "https://docs.stripe.com/payments/incremental-authorization",
  Overcapture: "https://docs.stripe.com/payments/overcapture",
  Refunds: "https://docs.stripe.com/refunds",
  "Create a refund": "https://docs.stripe.com/api/refunds/create",
  "The refund object": "https://docs.stripe.com/api/refunds/object",
  "Update a refund": "https://docs.stripe.com/api/refunds/update",
  "Cancel a refund": "https://docs.stripe.com/api/refunds/cancel",
  "List refunds": "https://docs.stripe.com/api/refunds/list",
  "The Dashboard": "https://docs.stripe.com/dashboard/basics",
  Disputes: "https://docs.stripe.com/disputes",
  "How disputes work": "https://docs.stripe.com/disputes/how-disputes-work",
  "The dispute object": "https://docs.stripe.com/api/disputes/object",
  "Update a dispute": "https://docs.stripe.com/api/disputes/update",
  "Close a dispute": "https://docs.stripe.com/api/disputes/close",
  "List disputes": "https://docs.stripe.com/api/disputes/list",
  Reviews: "https://docs.stripe.com/radar/reviews",
  "Review objects": "https://docs.stripe.com/api/radar/reviews",
  "Risk evaluation": "https://docs.stripe.com/radar/risk-evaluation",
  "Early fraud warnings":
    "https://docs.stripe.com/api/radar/early_fraud_warnings",
  Declines: "https://docs.stripe.com/declines",
  "3D Secure": "https://docs.stripe.com/payments/3d-secure",
  "Test cards": "https://docs.stripe.com/testing",
  Account: "https://docs.stripe.com/api/accounts/retrieve",
  Balance: "https://docs.stripe.com/api/balance",
  "The balance transaction object":
    "https://docs.stripe.com/api/balance_transactions/object",
  Receipts: "https://docs.stripe.com/receipts",
  Permissions: "https://docs.stripe.com/stripe-apps/reference/permissions",
  "Adaptive Pricing":
    "https://docs.stripe.com/payments/currencies/localize-prices/adaptive-pricing",
  Customers: "https://docs.stripe.com/api/customers",
  Coupons: "https://docs.stripe.com/api/coupons",
  Events: "https://docs.stripe.com/api/events",
  "List events": "https://docs.stripe.com/api/events/list",
  "Event types": "https://docs.stripe.com/api/events/types",
  Webhooks: "https://docs.stripe.com/webhooks",
  "Webhook signatures": "https://docs.stripe.com/webhooks/signature",
  "Create a webhook endpoint":
    "https://docs.stripe.com/api/webhook_endpoints/create",
  "Update a webhook endpoint":
    "https://docs.stripe.com/api/webhook_endpoints/update",
  "Webhook endpoints": "https://docs.stripe.com/api/webhook_endpoints",
  "Save cards in Checkout":
    "https://docs.stripe.com/payments/checkout/save-during-payment",
  PaymentMethods: "https://docs.stripe.com/api/payment_methods",
  "Charge saved cards": "https://docs.stripe.com/payments/save-during-payment",
} as const

export type SectionName = keyof typeof sections
