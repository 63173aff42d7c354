import { Button, Text, usePrompt } from "@medusajs/ui"
import { useState } from "react"
import { useTranslation } from "react-i18next"

import type {
  EndpointDescription,
  WebhookSetup,
} from "../../../api/admin/stripe-checkout/setup/responses"
import type { EndpointConfiguration } from "../../../api/admin/stripe-checkout/webhook-endpoint/responses"
import { useDate } from "../../hooks/use-date"
import { usePermission } from "../../hooks/use-permissions"
import { useActorName } from "../../hooks/use-user"
import {
  type EndpointAction,
  useConfigureEndpoint,
  useIsEndpointBusy,
} from "../../hooks/use-setup"
import { readOffers } from "../../lib/webhook-offers"
import { PermissionNote } from "../permission-note"
import { SectionRow } from "../section-row"
import { CopiedText } from "./copied-text"
import { SecretDialog } from "./secret-dialog"
import { StatusBadge } from "../status-badge"

interface WebhookRowsProps {
  readonly account: string
  readonly webhook: WebhookSetup
}

const COLORS = {
  ok: "green",
  different: "orange",
  secret_missing: "red",
  missing: "red",
  unknown: "grey",
} as const

/** The webhook endpoint at Stripe, compared with what the plugin needs, and its buttons. */
export const WebhookRows = ({ account, webhook }: WebhookRowsProps) => {
  const { t } = useTranslation("stripeCheckout")
  const { isAllowed } = usePermission("settings")
  const { endpoints, expected_url: url, state } = webhook
  return (
    <>
      <SectionRow
        title={t("settings.webhook.address")}
        value={<CopiedText text={url} />}
      />
      <SectionRow
        title={t("settings.webhook.endpoint")}
        value={
          <div className="flex min-w-0 flex-col gap-y-2">
            <StatusBadge color={COLORS[state]} className="w-fit">
              {t(`settings.webhook.state.${state}`)}
            </StatusBadge>
            {endpoints.map((endpoint, index) => (
              <Endpoint
                key={endpoint.id}
                endpoint={endpoint}
                isOlder={index > 0}
                apiVersion={webhook.api_version}
              />
            ))}
          </div>
        }
      />
      {isAllowed ? (
        <WebhookActions account={account} webhook={webhook} />
      ) : (
        <PermissionNote needs="settings" className="px-6 py-4" />
      )}
    </>
  )
}

const Endpoint = ({
  endpoint,
  isOlder,
  apiVersion,
}: {
  readonly endpoint: EndpointDescription
  readonly isOlder: boolean
  readonly apiVersion: string
}) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate } = useDate()
  const { extra_events: extra, missing_events: missing, secret } = endpoint
  const changed = useLastChange(endpoint)
  const lines = [
    t(isOlder ? "settings.webhook.older" : "settings.webhook.created", {
      date: getFullDate(endpoint.created_at),
    }),
    ...changed,
    t(`settings.webhook.secret.${secret}`),
    ...(endpoint.is_enabled ? [] : [t("settings.webhook.disabled")]),
    ...(missing.length
      ? [t("settings.webhook.missingEvents", { events: missing.join(", ") })]
      : []),
    ...(extra.length
      ? [t("settings.webhook.extraEvents", { events: extra.join(", ") })]
      : []),
    ...(endpoint.has_other_version
      ? [
          t("settings.webhook.otherVersion", {
            version: endpoint.api_version,
            expected: apiVersion,
          }),
        ]
      : []),
  ]
  return (
    <div className="flex min-w-0 flex-col gap-y-0.5">
      <CopiedText text={endpoint.id} />
      {lines.map((line) => (
        <span key={line} className="break-words">
          <bdi>{line}</bdi>
        </span>
      ))}
    </div>
  )
}

/** Whoever changed it last, in one line; none where that is not known. */
function useLastChange({
  configured,
}: Pick<EndpointDescription, "configured">): string[] {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate } = useDate()
  const name = useActorName(configured?.actor ?? null)
  return configured && name
    ? [
        t("settings.webhook.changed", {
          date: getFullDate(configured.at),
          name,
        }),
      ]
    : []
}

const WebhookActions = ({ account, webhook }: WebhookRowsProps) => {
  const { t } = useTranslation("stripeCheckout")
  const prompt = usePrompt()
  const isBusy = useIsEndpointBusy()
  const configure = useConfigureEndpoint()
  const [created, setCreated] = useState<EndpointConfiguration | null>(null)
  const { main, refusals, second } = readOffers(webhook)

  const run = (action: EndpointAction["action"]) =>
    configure.mutate(
      { account, action },
      {
        onSuccess: (result) =>
          setCreated(result.signing_secret === null ? null : result),
      }
    )
  const confirm = async (action: "rotate" | "retire") => {
    const isConfirmed = await prompt({
      title: t(`settings.webhook.confirm.${action}Title`),
      description: t(`settings.webhook.confirm.${action}Text`),
      confirmText: t(`settings.webhook.${action}`),
      cancelText: t("actions.cancel"),
      variant: action === "retire" ? "danger" : "confirmation",
    })
    if (isConfirmed) {
      run(action)
    }
  }
  return (
    <div className="flex flex-col items-end gap-y-2 px-6 py-4">
      <div className="flex flex-wrap justify-end gap-2">
        {second && (
          <Button
            size="small"
            variant="secondary"
            disabled={isBusy || !second.isAllowed}
            isLoading={isRunning(configure, second.action)}
            onClick={() => void confirm(second.action)}
          >
            {t(`settings.webhook.${second.action}`)}
          </Button>
        )}
        {main && (
          <Button
            size="small"
            disabled={isBusy || !main.isAllowed}
            isLoading={isRunning(configure, "repair")}
            onClick={() => run("repair")}
          >
            {t(`settings.webhook.${main.label}`)}
          </Button>
        )}
      </div>
      {refusals.map(({ code, message }) => (
        <Text
          key={code}
          size="small"
          leading="compact"
          className="text-ui-fg-subtle text-end"
        >
          <bdi>
            {t(`settings.webhook.refusal.${code}`, { defaultValue: message })}
          </bdi>
        </Text>
      ))}
      <SecretDialog created={created} onClose={() => setCreated(null)} />
    </div>
  )
}

function isRunning(
  { isPending, variables }: ReturnType<typeof useConfigureEndpoint>,
  action: EndpointAction["action"]
): boolean {
  return isPending && variables.action === action
}
