import { Badge, InlineTip, Table, Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type {
  TrialAnswer,
  TrialExampleDescription,
} from "../../../api/admin/stripe-checkout/settings/responses"
import { useDate } from "../../hooks/use-date"
import { getLocaleAmount } from "../../lib/money"

/** What the settings would have done: how often, and with which orders. */
export const TrialResult = ({ trial }: { readonly trial: TrialAnswer }) => {
  const { t } = useTranslation("stripeCheckout")
  const { examples, orders_checked: checked, problems } = trial
  if (problems.length > 0) {
    return (
      <div className="border-b px-6 py-4">
        <InlineTip label={t("settings.trial.problemsLabel")} variant="error">
          {t("settings.trial.problems", { number: problems.length })}
        </InlineTip>
      </div>
    )
  }
  return (
    <div className="flex flex-col gap-y-3 border-b px-6 py-4">
      <div className="flex flex-col gap-y-1">
        <Text size="small" leading="compact" weight="plus">
          {t("settings.trial.title", { days: trial.days })}
        </Text>
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {t(
            trial.is_complete
              ? "settings.trial.checked"
              : "settings.trial.checkedNewest",
            { number: checked }
          )}{" "}
          {t("settings.trial.result", {
            captures: trial.captures,
            releases: trial.releases,
            added: trial.added,
            dropped: trial.dropped,
          })}{" "}
          {t("settings.trial.states")}
        </Text>
      </div>
      {examples.length > 0 && (
        <div className="overflow-x-auto">
          <Table>
            <Table.Header>
              <Table.Row>
                <Table.HeaderCell>{t("settings.trial.order")}</Table.HeaderCell>
                <Table.HeaderCell>{t("settings.trial.when")}</Table.HeaderCell>
                <Table.HeaderCell>{t("settings.trial.why")}</Table.HeaderCell>
                <Table.HeaderCell className="text-end">
                  {t("settings.trial.amount")}
                </Table.HeaderCell>
              </Table.Row>
            </Table.Header>
            <Table.Body>
              {examples.map((example) => (
                <Example key={example.order_id} example={example} />
              ))}
            </Table.Body>
          </Table>
        </div>
      )}
    </div>
  )
}

const Example = ({
  example,
}: {
  readonly example: TrialExampleDescription
}) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate } = useDate()
  const { amount, currency_code: currency, display_id: number } = example
  return (
    <Table.Row>
      <Table.Cell>
        <span className="flex items-center gap-x-2">
          <bdi>#{number ?? example.order_id}</bdi>
          {example.is_new && (
            <Badge size="2xsmall" color="blue">
              {t("settings.trial.new")}
            </Badge>
          )}
        </span>
      </Table.Cell>
      <Table.Cell className="text-nowrap">{getFullDate(example.at)}</Table.Cell>
      <Table.Cell>
        {t(`settings.trial.kind.${example.kind}`)}
        {": "}
        {t(`settings.trial.reason.${example.reason_code}`, {
          ...example.reason_params,
          defaultValue: example.reason,
        })}
      </Table.Cell>
      <Table.Cell className="text-end text-nowrap">
        <bdi>{getLocaleAmount(amount, currency)}</bdi>
      </Table.Cell>
    </Table.Row>
  )
}
