import { randomBytes } from "node:crypto"

const alphabet =
  "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

/** Ids have Stripe's lengths, so a column or URL that is too short for a real id fails here too. */
export const newId = {
  bankReference: () => digits(23),
  account: () => `acct_1${letters(15)}`,
  charge: () => `ch_3${letters(23)}`,
  checkoutSession: () => `cs_test_a1${letters(56)}`,
  clientSecret: (id: string) => `${id}_secret_${letters(25)}`,
  coupon: () => letters(8),
  customer: () => `cus_${letters(14)}`,
  dispute: () => `du_1${letters(23)}`,
  earlyFraudWarning: () => `issfr_1${letters(23)}`,
  event: () => `evt_1${letters(23)}`,
  hold: () => `hold_${letters(14)}`,
  lineItem: () => `li_1${letters(23)}`,
  paymentIntent: () => `pi_3${letters(23)}`,
  paymentMethod: () => `pm_1${letters(23)}`,
  price: () => `price_1${letters(23)}`,
  product: () => `prod_${letters(14)}`,
  /** Two groups of four digits. */
  receiptNumber: () => `${digits(4)}-${digits(4)}`,
  refund: () => `re_3${letters(23)}`,
  request: () => `req_${letters(14)}`,
  review: () => `prv_1${letters(23)}`,
  shippingRate: () => `shr_1${letters(23)}`,
  transaction: () => `txn_3${letters(23)}`,
  urlFragment: () => `fid${letters(180)}`,
  webhookEndpoint: () => `we_1${letters(23)}`,
  webhookSecret: () => `whsec_${letters(32)}`,
}

/** The id in a field that may hold an id or the expanded object. */
export function idOf(
  reference: string | { id: string } | null | undefined
): string {
  return typeof reference === "string" ? reference : (reference?.id ?? "")
}

function digits(count: number): string {
  return Array.from(randomBytes(count), (byte) => byte % 10).join("")
}

function letters(count: number): string {
  return Array.from(
    randomBytes(count),
    (byte) => alphabet[byte % alphabet.length] ?? "0"
  ).join("")
}
