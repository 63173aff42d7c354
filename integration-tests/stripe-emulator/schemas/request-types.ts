import type Stripe from "stripe"

/**
 * Every request that the emulator answers, with the type that the installed `stripe` package gives its parameters.
 * `generate.ts` turns each member into a JSON schema of the same name, so it is the SDK, and neither the plugin nor the
 * emulator, that defines which parameters Stripe knows.
 */
export interface RequestParams {
  CheckoutSessionCreate: Stripe.Checkout.SessionCreateParams
  CheckoutSessionRetrieve: Stripe.Checkout.SessionRetrieveParams
  CheckoutSessionUpdate: Stripe.Checkout.SessionUpdateParams
  CheckoutSessionList: Stripe.Checkout.SessionListParams
  CheckoutSessionExpire: Stripe.Checkout.SessionExpireParams
  CheckoutSessionListLineItems: Stripe.Checkout.SessionListLineItemsParams
  PaymentIntentCreate: Stripe.PaymentIntentCreateParams
  PaymentIntentRetrieve: Stripe.PaymentIntentRetrieveParams
  PaymentIntentUpdate: Stripe.PaymentIntentUpdateParams
  PaymentIntentList: Stripe.PaymentIntentListParams
  PaymentIntentSearch: Stripe.PaymentIntentSearchParams
  PaymentIntentCapture: Stripe.PaymentIntentCaptureParams
  PaymentIntentIncrementAuthorization: Stripe.PaymentIntentIncrementAuthorizationParams
  PaymentIntentCancel: Stripe.PaymentIntentCancelParams
  PaymentIntentConfirm: Stripe.PaymentIntentConfirmParams
  ChargeRetrieve: Stripe.ChargeRetrieveParams
  ChargeList: Stripe.ChargeListParams
  RefundCreate: Stripe.RefundCreateParams
  RefundRetrieve: Stripe.RefundRetrieveParams
  RefundUpdate: Stripe.RefundUpdateParams
  RefundList: Stripe.RefundListParams
  RefundCancel: Stripe.RefundCancelParams
  EventRetrieve: Stripe.EventRetrieveParams
  EventList: Stripe.EventListParams
  WebhookEndpointCreate: Stripe.WebhookEndpointCreateParams
  WebhookEndpointRetrieve: Stripe.WebhookEndpointRetrieveParams
  WebhookEndpointUpdate: Stripe.WebhookEndpointUpdateParams
  WebhookEndpointList: Stripe.WebhookEndpointListParams
  WebhookEndpointDelete: Stripe.WebhookEndpointDeleteParams
  CustomerCreate: Stripe.CustomerCreateParams
  CustomerRetrieve: Stripe.CustomerRetrieveParams
  CustomerUpdate: Stripe.CustomerUpdateParams
  CustomerList: Stripe.CustomerListParams
  CustomerDelete: Stripe.CustomerDeleteParams
  CouponCreate: Stripe.CouponCreateParams
  CouponRetrieve: Stripe.CouponRetrieveParams
  CouponUpdate: Stripe.CouponUpdateParams
  CouponList: Stripe.CouponListParams
  CouponDelete: Stripe.CouponDeleteParams
  BalanceRetrieve: Stripe.BalanceRetrieveParams
  AccountRetrieve: Stripe.AccountRetrieveParams
  DisputeRetrieve: Stripe.DisputeRetrieveParams
  DisputeList: Stripe.DisputeListParams
  DisputeUpdate: Stripe.DisputeUpdateParams
  DisputeClose: Stripe.DisputeCloseParams
  ReviewRetrieve: Stripe.ReviewRetrieveParams
  ReviewList: Stripe.ReviewListParams
  ReviewApprove: Stripe.ReviewApproveParams
  EarlyFraudWarningRetrieve: Stripe.Radar.EarlyFraudWarningRetrieveParams
  EarlyFraudWarningList: Stripe.Radar.EarlyFraudWarningListParams
  CustomerListPaymentMethods: Stripe.CustomerListPaymentMethodsParams
  CustomerRetrievePaymentMethod: Stripe.CustomerRetrievePaymentMethodParams
  PaymentMethodRetrieve: Stripe.PaymentMethodRetrieveParams
  PaymentMethodDetach: Stripe.PaymentMethodDetachParams
}

export type RequestName = keyof RequestParams
