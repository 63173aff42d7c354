import { useTranslation } from "react-i18next"

import type { PaymentMethodDescription } from "../../api/admin/stripe-checkout/orders/payment-method-responses"

// cspell:words bancaires Bancaires bancontact Bancontact blik BLIK eftpos masterpass Masterpass
// cspell:words Przelewy twint TWINT wechat

type Method = NonNullable<PaymentMethodDescription["method"]>

/** Names that every language writes alike. */
const BRANDS: Readonly<Record<string, string>> = {
  amex: "American Express",
  cartes_bancaires: "Cartes Bancaires",
  diners: "Diners Club",
  discover: "Discover",
  eftpos_au: "eftpos",
  elo: "Elo",
  jcb: "JCB",
  link: "Link",
  mastercard: "Mastercard",
  unionpay: "UnionPay",
  visa: "Visa",
}

const WALLETS: Readonly<Record<string, string>> = {
  amex_express_checkout: "Amex Express Checkout",
  apple_pay: "Apple Pay",
  google_pay: "Google Pay",
  link: "Link",
  masterpass: "Masterpass",
  samsung_pay: "Samsung Pay",
  visa_checkout: "Visa Checkout",
}

const KINDS: Readonly<Record<string, string>> = {
  affirm: "Affirm",
  afterpay_clearpay: "Afterpay",
  alipay: "Alipay",
  amazon_pay: "Amazon Pay",
  bancontact: "Bancontact",
  blik: "BLIK",
  cashapp: "Cash App Pay",
  eps: "EPS",
  ideal: "iDEAL",
  klarna: "Klarna",
  link: "Link",
  mobilepay: "MobilePay",
  p24: "Przelewy24",
  paypal: "PayPal",
  revolut_pay: "Revolut Pay",
  sepa_debit: "SEPA Direct Debit",
  swish: "Swish",
  twint: "TWINT",
  us_bank_account: "ACH Direct Debit",
  wechat_pay: "WeChat Pay",
}

/** "Visa", "SEPA Direct Debit": whatever is newer than this list is shown in Stripe's words. */
export function useMethodName(method: Method): string {
  const { t } = useTranslation("stripeCheckout")
  const { brand, type } = method
  if (type !== "card") {
    return KINDS[type] ?? inWords(type)
  }
  return brand === null || brand === "unknown"
    ? t("order.method.card")
    : nameBrand(brand)
}

/** "Visa", "American Express". */
export function nameBrand(brand: string): string {
  return BRANDS[brand] ?? inWords(brand)
}

/** "Apple Pay", "Credit card · Germany", "3D Secure: authenticated". */
export function useMethodTraits(method: Method): string[] {
  const { t, i18n } = useTranslation("stripeCheckout")
  const { funding, three_d_secure, type, wallet } = method
  const named = (key: string, value: string) =>
    t(`order.method.${key}.${value}`, { defaultValue: inWords(value) })
  const kind =
    funding !== null && funding !== "unknown" && named("funding", funding)
  const country = nameCountry(method.country, i18n.language)
  return [
    wallet !== null && (WALLETS[wallet] ?? inWords(wallet)),
    [kind, country].filter(isText).join(" · "),
    type === "card" &&
      (three_d_secure
        ? named("threeDSecure", three_d_secure)
        : t("order.method.noThreeDSecure")),
    method.cvc_check === "fail" && t("order.method.cvcFailed"),
  ].filter(isText)
}

function isText(part: string | false | null): part is string {
  return part !== false && part !== null && part !== ""
}

function nameCountry(code: string | null, language: string): string | null {
  if (code === null) {
    return null
  }
  try {
    return new Intl.DisplayNames(language, { type: "region" }).of(code) ?? code
  } catch {
    return code
  }
}

function inWords(name: string): string {
  const words = name.replaceAll("_", " ")
  return words.charAt(0).toUpperCase() + words.slice(1)
}
