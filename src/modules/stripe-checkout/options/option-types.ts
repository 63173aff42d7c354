/**
 * What a store writes in `medusa-config.ts`, with each option's meaning, unit and
 * default. A spec proves that these types and the schema are the same.
 */
import type { AllowedCheckoutParams } from "./checkout-params"
import type { CheckoutForOptions, MarketOptions } from "./market-types"
import type { OrderStatusOptions } from "./order-status-types"
import type { PaymentLinksOptions } from "./payment-links-types"
import type { ShopperPagesOptions } from "./shopper-pages-types"

export interface StripeCheckoutOptions {
  /**
   * Secret (`sk_...`) or restricted (`rk_...`) API key. May be missing while
   * `medusa build` runs; required when Medusa starts.
   *
   * @see https://docs.stripe.com/keys
   */
  apiKey?: string | undefined

  /**
   * Signing secret of the webhook endpoint (`whsec_...`). While you rotate secrets, pass
   * several, newest first, as an array or separated by commas. May be missing while
   * `medusa build` runs; required when Medusa starts.
   *
   * @see https://docs.stripe.com/webhooks#verify-official-libraries
   */
  webhookSecret?: string | string[] | undefined

  /**
   * URL of Stripe's API; set it to use an emulator. Refused in combination with a live key.
   *
   * @default "https://api.stripe.com"
   */
  apiBase?: string | undefined

  /**
   * The URL at which shoppers' browsers reach Medusa, absolute, with http or https. It may
   * be the storefront's origin with a rewrite of `/stripe-checkout/*`, and may include a
   * path prefix. Must be https in production.
   */
  backendUrl: string

  /** The URL of the storefront, absolute. Must be https in production. */
  storefrontUrl: string

  /** Where shoppers continue in the storefront after Stripe. */
  storefrontPaths?: StorefrontPathsOptions | undefined

  /**
   * - `manual` holds the money at checkout. Only payment methods that can be held are offered.
   * - `manual_where_possible` also offers payment methods that are always captured immediately.
   * - `automatic` captures when the shopper pays.
   *
   * @default "manual"
   * @see https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
   */
  captureMethod?: "manual" | "manual_where_possible" | "automatic" | undefined

  /**
   * What Stripe's hosted page lists: `items` shows each item, delivery and tax; `total`
   * shows a single line. The total is Medusa's either way.
   *
   * @default "items"
   */
  lineItems?: "items" | "total" | undefined

  /**
   * Additions to the Checkout Session, under Stripe's own parameter names. Anything that
   * could change the total, the URLs or the capture is refused.
   *
   * @default {}
   * @see https://docs.stripe.com/api/checkout/sessions/create
   * @example
   * export const checkout: StripeCheckoutOptions["checkout"] = {
   *   phone_number_collection: { enabled: true },
   * }
   */
  checkout?: AllowedCheckoutParams | undefined

  /**
   * Other values of `checkout` and `captureMethod` for some regions, currencies, sales
   * channels or accounts. Every entry whose conditions all match applies, in this order.
   * For pages that are opened from then on.
   *
   * @default []
   * @example
   * export const checkoutFor: StripeCheckoutOptions["checkoutFor"] = [
   *   {
   *     currencies: ["gbp"],
   *     checkout: { excluded_payment_method_types: ["klarna"] },
   *   },
   * ]
   */
  checkoutFor?: CheckoutForOptions[] | undefined

  /**
   * How the plugin's own pages look, which shoppers see when a pay link cannot lead to
   * Stripe now, and while their payment is being confirmed.
   *
   * @default {}
   * @example
   * export const shopperPages: StripeCheckoutOptions["shopperPages"] = {
   *   name: "North & Linen",
   *   colors: { light: { accent: "#0b6e4f" } },
   * }
   */
  shopperPages?: ShopperPagesOptions | undefined

  /** The statuses in the order's metadata: which the plugin writes, and which make it act. */
  orderStatus?: OrderStatusOptions | undefined

  /** What happens before the issuer's hold on the money ends. */
  captureDeadline?: CaptureDeadlineOptions | undefined

  /**
   * What happens to money that is still held for an order that no longer owes anything, for
   * example because another payment covered it: `release` ends the hold, `keep` leaves it
   * until it lapses.
   *
   * @default "release"
   */
  surplusHolds?: "release" | "keep" | undefined

  /**
   * Whether `orderStatus` (except its key), `captureDeadline`, `surplusHolds`,
   * `canceledButCaptured`, `captureInReview`, `fraudWarnings` and `notices.adminFeed` can be
   * changed in the admin, under Settings > Stripe Checkout. The options are then the
   * defaults. `locked` keeps them in code, and ignores what was changed in the admin.
   *
   * @default "editable"
   */
  settings?: "editable" | "locked" | undefined

  /**
   * What happens to money that was captured although its order is canceled, for example
   * because the cancellation came while the capture was on its way: `report` opens a
   * discrepancy and emits `stripe_checkout.discrepancy_found`, `refund` refunds it as well.
   *
   * @default "report"
   */
  canceledButCaptured?: "report" | "refund" | undefined

  /**
   * Whether captures that a rule, a person or a program requests wait while Stripe's review
   * of the payment is open: `wait` captures once it is approved, `capture` does at once.
   *
   * @default "wait"
   */
  captureInReview?: "wait" | "capture" | undefined

  /**
   * What follows when the card's issuer suspects fraud. `notify` emits
   * `stripe_checkout.fraud_warning` and moves no money, `release` also releases what is
   * held, `refund` also refunds what was captured. Only once the order is placed.
   *
   * @default "notify"
   */
  fraudWarnings?: "notify" | "release" | "refund" | undefined

  /**
   * When the order of a payment is placed on which a bank decides days later, such as a
   * SEPA debit: `place_when_paid` waits until the bank has paid, `place_at_once` places it
   * when the shopper has confirmed, in the status `orderStatus.pending`. Goods that leave
   * before the order is paid are your risk. Applies to pages that are opened from then on.
   *
   * @default "place_when_paid"
   * @see https://docs.stripe.com/payments/payment-methods#payment-notification
   */
  delayedPayments?: "place_when_paid" | "place_at_once" | undefined

  /** What happens to money that is held for a cart that Medusa refuses to place. */
  notPlaceable?: NotPlaceableOptions | undefined

  /**
   * `on` repairs rows that Medusa's core left half written. `report` only reports them
   * as discrepancies. If this Medusa differs from what the plugin knows, the plugin only
   * reports, whatever is set here.
   *
   * @default "on"
   */
  coreRepairs?: "on" | "report" | undefined

  /** Links that request what an order still owes. */
  paymentLinks?: PaymentLinksOptions | undefined

  /**
   * Whether the card's issuer is asked to hold more when a merchant requests what an order
   * owes. With `before_link` one of the order's untouched holds is raised by what is missing,
   * where its card grants that; only otherwise there is a payment link. The shopper is not
   * asked, so it needs their agreement, such as your terms. `checkout` has to request it:
   * `request_incremental_authorization` in `payment_method_options.card`.
   *
   * @default "off"
   * @see https://docs.stripe.com/payments/incremental-authorization
   */
  incrementHolds?: "off" | "before_link" | undefined

  /** How people are notified of what they have to act on. */
  notices?: NoticesOptions | undefined

  /** The job that finds what webhooks may have lost. */
  reconcile?: ReconcileOptions | undefined

  /**
   * Further Stripe accounts by name: lower case letters, digits and `-`. `eu` becomes the
   * payment provider `pp_stripe-checkout_eu` with the webhook endpoint
   * `/hooks/stripe-checkout/eu`.
   *
   * @default {}
   */
  accounts?: Record<string, AccountOptions> | undefined

  /**
   * Whether Stripe's page offers signed-in customers to remember their card for the next
   * purchase: `ask` shows a checkbox, and the cards that they have saved, with a way to
   * remove them. Guests are not asked. `off` leaves it to `checkout`.
   *
   * `off_session` saves the card of each signed-in customer for charges without them, which
   * Stripe's page says above its button. A merchant can then charge it in the admin for
   * what the same order still owes, and for nothing else.
   *
   * @default "off"
   * @see https://docs.stripe.com/payments/checkout/save-during-payment
   */
  savedCards?: "off" | "ask" | "off_session" | undefined
}

/**
 * Paths in the storefront; each starts with `/`. Placeholders in both: `{cart_id}`,
 * `{country_code}` and `{locale}`.
 */
export interface StorefrontPathsOptions {
  /**
   * The page of a placed order. It may contain `{order_id}` as well.
   *
   * @default "/{country_code}/order/{order_id}/confirmed"
   */
  confirmed?: string | undefined

  /**
   * The page where shoppers choose how to pay. It may contain `{reason}` as well, which is
   * `canceled`, `not_paid`, `expired`, `failed` or `released`.
   *
   * @default "/{country_code}/checkout?step=payment&reason={reason}"
   */
  payment?: string | undefined
}

export interface CaptureDeadlineOptions {
  /**
   * Hours before the hold ends at which `stripe_checkout.authorization_expiring` is
   * emitted and `action` is taken; 1 to 720. Stripe reports for each card payment when
   * the hold ends (`capture_before`).
   *
   * @default 24
   * @see https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
   */
  warnHours?: number | undefined

  /**
   * `alert` only warns; `capture` captures the outstanding amount; `release` releases the hold.
   *
   * @default "alert"
   */
  action?: "alert" | "capture" | "release" | undefined
}

export interface NotPlaceableOptions {
  /**
   * Hours after the first refusal at which the hold is released, e.g. because an item was
   * sold out after the shopper paid; 1 to 720. Until then placing the order is retried, and
   * a person can place it or release the hold at once. Captured money is never refunded
   * automatically.
   *
   * @default 72
   */
  releaseAfterHours?: number | undefined
}

export interface NoticesOptions {
  /**
   * Whether the admin's notification bell reports failed captures and refunds, holds that are
   * about to lapse or have lapsed, paid carts that cannot become orders, and events that are
   * dead. Needs a provider of Medusa's Notification module for the channel `feed`, which
   * Medusa has by default; without one nothing is sent.
   *
   * @default true
   */
  adminFeed?: boolean | undefined
}

export interface ReconcileOptions {
  /**
   * Minutes between two sweeps; a whole number from 1 to 1440.
   *
   * @default 5
   */
  everyMinutes?: number | undefined

  /**
   * How many hours a sweep reaches back; 1 to 720, because Stripe lists events for 30 days.
   *
   * @default 72
   * @see https://docs.stripe.com/api/events
   */
  windowHours?: number | undefined
}

export interface AccountOptions {
  /** Secret (`sk_...`) or restricted (`rk_...`) API key of this account. */
  apiKey?: string | undefined

  /** Signing secret of this account's webhook endpoint, or several, newest first. */
  webhookSecret?: string | string[] | undefined

  /**
   * Which payments of the top level's provider go to this account, decided when the pay link
   * is opened first. Of several accounts that match, the first one is chosen. Without it,
   * only payments of this account's own provider do.
   */
  for?: MarketOptions | undefined
}
