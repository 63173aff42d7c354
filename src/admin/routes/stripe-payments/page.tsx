import { defineRouteConfig } from "@medusajs/admin-sdk"

import { useTranslation } from "react-i18next"

import { PaymentList } from "../../components/payment-list"
import { ReadablePage } from "../../components/readable-page"

const Breadcrumb = () => {
  const { t } = useTranslation("stripeCheckout")
  return <>{t("Stripe payments")}</>
}

/** The merchant's work list, under Orders. */
const StripePaymentsPage = () => (
  <ReadablePage>
    <PaymentList />
  </ReadablePage>
)

export const config = defineRouteConfig({
  label: "Stripe payments",
  translationNs: "stripeCheckout",
  nested: "/orders",
})

export const handle = {
  breadcrumb: () => <Breadcrumb />,
}

export default StripePaymentsPage
