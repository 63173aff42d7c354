import { defineRouteConfig } from "@medusajs/admin-sdk"
import { BellAlert } from "@medusajs/icons"
import { Container, Heading, Tabs, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import { DiscrepanciesTab } from "../../../components/discrepancies-tab"
import { EventsTab } from "../../../components/events-tab"
import { PermissionNote } from "../../../components/permission-note"
import { ReadablePage } from "../../../components/readable-page"
import { RunsTab } from "../../../components/runs-tab"
import { type AddressTab, useAddressTab } from "../../../hooks/use-address-tab"

const TABS: readonly AddressTab[] = ["discrepancies", "events", "runs"]

/** What disagrees, what Stripe has reported, and what the sweeps found. */
const StripeEventsPage = () => (
  <ReadablePage>
    <Inbox />
  </ReadablePage>
)

const Inbox = () => {
  const { t, i18n } = useTranslation("stripeCheckout")
  const [tab, setTab] = useAddressTab()
  return (
    <Tabs
      dir={i18n.dir()}
      value={tab}
      onValueChange={(chosen) => setTab(chosen as AddressTab)}
    >
      <Container className="divide-y p-0">
        <div className="flex flex-col gap-y-1 px-6 py-4">
          <Heading level="h1">{t("inbox.title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            <bdi>{t("inbox.text")}</bdi>
          </Text>
          <PermissionNote needs="update" />
        </div>
        <div className="overflow-x-auto px-6 py-4">
          <Tabs.List aria-label={t("inbox.title")}>
            {TABS.map((name) => (
              <Tabs.Trigger key={name} value={name} className="text-nowrap">
                {t(`inbox.tab.${name}`)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
        </div>
        <Tabs.Content value="discrepancies" className="outline-none">
          <DiscrepanciesTab />
        </Tabs.Content>
        <Tabs.Content value="events" className="outline-none">
          <EventsTab />
        </Tabs.Content>
        <Tabs.Content value="runs" className="outline-none">
          <RunsTab />
        </Tabs.Content>
      </Container>
    </Tabs>
  )
}

/** The label is its own key, so that an older dashboard shows it in English. */
export const config = defineRouteConfig({
  label: "Stripe events",
  translationNs: "stripeCheckout",
  icon: BellAlert,
})

export const handle = { breadcrumb: () => "Stripe events" }

export default StripeEventsPage
