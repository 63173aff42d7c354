import { Text } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

import type {
  DryRunAnswer,
  DryRunStage,
} from "../../api/admin/stripe-checkout/runs/responses"
import { useDate } from "../hooks/use-date"
import { useActorName } from "../hooks/use-user"
import { PaymentLinks } from "./payment-links"
import { ServerMessage } from "./server-message"

/** What a run would check now, stage by stage; those that would check nothing are left out. */
export const DryRunResult = ({ answer }: { readonly answer: DryRunAnswer }) => {
  const { t } = useTranslation("stripeCheckout")
  const { accounts, requested_at, requested_by } = answer
  const { getFullDate } = useDate()
  const requester = useActorName(requested_by)
  return (
    <div className="bg-ui-bg-subtle flex flex-col gap-y-4 px-6 py-4">
      <div className="flex flex-col gap-y-1">
        <Text size="small" leading="compact" weight="plus" role="status">
          {t("inbox.dryRun.title")}
        </Text>
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          <time dateTime={requested_at}>{getFullDate(requested_at)}</time>
          {requester && (
            <bdi>{` ${t("order.history.by", { name: requester })}`}</bdi>
          )}
        </Text>
      </div>
      {accounts.map(({ account, stages }) => {
        const shown = stages.filter(
          ({ count, failure }) => count > 0 || failure !== null
        )
        return (
          <div key={account} className="flex flex-col gap-y-3">
            {accounts.length > 1 && (
              <Text size="small" leading="compact">
                {t("inbox.runs.account", { account })}
              </Text>
            )}
            {shown.length === 0 && (
              <Text size="small" className="text-ui-fg-subtle">
                {t("inbox.dryRun.nothing")}
              </Text>
            )}
            {shown.map((stage) => (
              <Stage key={stage.stage} stage={stage} />
            ))}
          </div>
        )
      })}
    </div>
  )
}

const Stage = ({ stage }: { readonly stage: DryRunStage }) => {
  const { t } = useTranslation("stripeCheckout")
  const { count, examples, failure, has_more } = stage
  return (
    <details className="flex flex-col gap-y-2">
      <summary className="txt-compact-small focus-visible:shadow-borders-focus cursor-pointer rounded-md outline-none">
        <bdi dir="ltr">{stage.stage}</bdi>
        {": "}
        {t(has_more ? "inbox.dryRun.countOrMore" : "inbox.dryRun.count", {
          count,
        })}
      </summary>
      {failure && <ServerMessage>{failure}</ServerMessage>}
      <ul className="flex flex-col gap-y-1 py-2 ps-4">
        {examples.map((payment) => (
          <li key={payment.payment_session_id}>
            <PaymentLinks payment={payment} />
          </li>
        ))}
      </ul>
    </details>
  )
}
