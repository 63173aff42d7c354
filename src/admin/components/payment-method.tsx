import { Skeleton, Text } from "@medusajs/ui"
import type { UseQueryResult } from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type {
  PaymentMethodDescription,
  PaymentMethodsAnswer,
} from "../../api/admin/stripe-checkout/orders/payment-method-responses"
import { useMethodName, useMethodTraits } from "../hooks/use-method-labels"
import { MethodRefund } from "./method-refund"
import { SectionRow } from "./section-row"
import { ShownMoney } from "./shown-money"
import { StatusBadge } from "./status-badge"

interface PaymentMethodProps {
  readonly paymentSessionId: string
  readonly methods: UseQueryResult<PaymentMethodsAnswer>
}

/** How a payment was made, as Stripe says it now; the card is complete without it. */
export const PaymentMethod = ({
  paymentSessionId,
  methods,
}: PaymentMethodProps) => {
  const { data, isPending, isFetching, refetch } = methods
  const found = data?.payment_methods.find(
    (one) => one.payment_session_id === paymentSessionId
  )
  // Without an answer at all, the store itself could not be reached.
  const cause = data ? found?.unavailable : "stripe_unavailable"
  if (isPending || (isFetching && cause)) {
    return <Loading />
  }
  if (cause) {
    return <Unavailable cause={cause} onRetry={() => void refetch()} />
  }
  return found ? (
    <Known
      found={found}
      saysWhatIsHidden={found === data?.payment_methods.find(hidesSomething)}
    />
  ) : null
}

const Loading = () => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <SectionRow
      title={t("order.method.title")}
      value={
        <span role="status" aria-label={t("order.method.loading")}>
          <Skeleton className="h-5 w-32" />
        </span>
      }
    />
  )
}

function hidesSomething({ money }: PaymentMethodDescription): boolean {
  return Boolean(money?.settlement_unavailable)
}

interface KnownProps {
  readonly found: PaymentMethodDescription
  readonly saysWhatIsHidden: boolean
}

const Known = ({ found, saysWhatIsHidden }: KnownProps) => (
  <>
    {found.method && <Method method={found.method} />}
    {found.risk && <Risk risk={found.risk} />}
    {found.refund && <MethodRefund refund={found.refund} />}
    {found.money && (
      <ShownMoney money={found.money} saysWhatIsHidden={saysWhatIsHidden} />
    )}
  </>
)

type Method = NonNullable<PaymentMethodDescription["method"]>

const Method = ({ method }: { readonly method: Method }) => {
  const { t } = useTranslation("stripeCheckout")
  const name = useMethodName(method)
  const traits = useMethodTraits(method)
  return (
    <SectionRow
      title={t("order.method.title")}
      value={
        <div className="flex min-w-0 flex-col gap-y-0.5">
          <span className="text-ui-fg-base">
            <bdi>{name}</bdi>
            {method.last4 && (
              <>
                {" "}
                <bdi dir="ltr" className="whitespace-nowrap" aria-hidden>
                  •••• {method.last4}
                </bdi>
                <span className="sr-only">
                  {t("order.method.endingIn", { digits: method.last4 })}
                </span>
              </>
            )}
          </span>
          {traits.map((trait) => (
            <bdi key={trait}>{trait}</bdi>
          ))}
        </div>
      }
    />
  )
}

const RISK_COLORS: Readonly<Record<string, "green" | "orange" | "red">> = {
  normal: "green",
  elevated: "orange",
  highest: "red",
}

const Risk = ({
  risk: { level, score },
}: {
  readonly risk: NonNullable<PaymentMethodDescription["risk"]>
}) => {
  const { t } = useTranslation("stripeCheckout")
  const name = t(`order.risk.level.${level}`, {
    defaultValue: level.replaceAll("_", " "),
  })
  return (
    <SectionRow
      title={t("order.risk.title")}
      value={
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <StatusBadge
            color={RISK_COLORS[level] ?? "grey"}
            className="text-nowrap"
          >
            {name}
          </StatusBadge>
          {score !== null && <bdi>{t("order.risk.score", { score })}</bdi>}
        </div>
      }
    />
  )
}

interface UnavailableProps {
  readonly cause: NonNullable<PaymentMethodDescription["unavailable"]>
  readonly onRetry: () => void
}

const Unavailable = ({ cause, onRetry }: UnavailableProps) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <SectionRow
      title={t("order.method.title")}
      value={
        <div className="flex flex-col items-start gap-y-0.5">
          <Text size="small" leading="compact" role="status">
            <bdi>{t(`order.method.unavailable.${cause}`)}</bdi>
          </Text>
          <button
            type="button"
            className="text-ui-fg-base focus-visible:shadow-borders-focus rounded-sm underline outline-none"
            onClick={onRetry}
          >
            {t("order.error.retry")}
          </button>
        </div>
      }
    />
  )
}
