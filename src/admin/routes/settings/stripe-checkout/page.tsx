import { defineRouteConfig } from "@medusajs/admin-sdk"

import { ReadablePage } from "../../../components/readable-page"
import { AccountSections } from "../../../components/settings/account-sections"
import { ChangesSection } from "../../../components/settings/changes-section"
import { HealthSection } from "../../../components/settings/health-section"
import { RulesSection } from "../../../components/settings/rules-section"

const NAME = "Stripe Checkout"

/** Whether everything is connected, and what happens when which status is set. */
const StripeCheckoutSettings = () => (
  <ReadablePage>
    <div className="flex flex-col gap-y-3">
      <AccountSections />
      <RulesSection />
      <ChangesSection />
      <HealthSection />
    </div>
  </ReadablePage>
)

export const config = defineRouteConfig({ label: NAME })

export const handle = { breadcrumb: () => NAME }

export default StripeCheckoutSettings
