import type { FetchError } from "@medusajs/js-sdk"
import { toast } from "@medusajs/ui"
import {
  useIsMutating,
  useMutation,
  type UseMutationResult,
  useQueryClient,
} from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type {
  DiscrepancyAnswer,
  DiscrepancyCheckAnswer,
} from "../../api/admin/stripe-checkout/discrepancies/responses"
import type { ReplayAnswer } from "../../api/admin/stripe-checkout/events/responses"
import type {
  DryRunAnswer,
  StartedRunsAnswer,
} from "../../api/admin/stripe-checkout/runs/responses"
import { sdk } from "../lib/sdk"
import { inboxKeys } from "./use-inbox"

type InboxAction<Answer, Request> = UseMutationResult<
  Answer,
  FetchError,
  Request
>

export type ReplayRequest =
  { readonly ids: readonly string[] } | { readonly status: "failed" | "dead" }

export function useReplayEvents(): InboxAction<ReplayAnswer, ReplayRequest> {
  const { t } = useTranslation("stripeCheckout")
  return useInboxAction("events/replay", {
    failureTitle: t("inbox.toast.replayFailed"),
    onAnswer: ({ marked, has_more }) => {
      const title =
        marked > 0
          ? t("inbox.toast.replayed", { count: marked })
          : t("inbox.toast.nothingReplayed")
      toast.info(title, {
        ...(has_more ? { description: t("inbox.toast.hasMore") } : {}),
      })
    },
  })
}

export function useStartRun(): InboxAction<
  StartedRunsAnswer,
  Record<string, never>
> {
  const { t } = useTranslation("stripeCheckout")
  return useInboxAction("runs", {
    failureTitle: t("inbox.toast.runFailed"),
    onAnswer: () => toast.info(t("inbox.toast.runStarted")),
  })
}

export function useDryRun(): InboxAction<
  DryRunAnswer,
  { readonly dry_run: true }
> {
  const { t } = useTranslation("stripeCheckout")
  return useInboxAction("runs", {
    failureTitle: t("inbox.toast.dryRunFailed"),
    onAnswer: () => undefined,
  })
}

export function useResolveDiscrepancy(
  id: string
): InboxAction<DiscrepancyAnswer, { readonly note: string }> {
  const { t } = useTranslation("stripeCheckout")
  return useInboxAction(`discrepancies/${id}/resolve`, {
    failureTitle: t("inbox.toast.resolveFailed"),
    onAnswer: () => toast.success(t("inbox.toast.resolved")),
  })
}

export function useCheckDiscrepancy(
  id: string
): InboxAction<DiscrepancyCheckAnswer, Record<string, never>> {
  const { t } = useTranslation("stripeCheckout")
  return useInboxAction(`discrepancies/${id}/synchronize`, {
    failureTitle: t("inbox.toast.checkFailed"),
    onAnswer: ({ discrepancy, result }) => {
      if (result.outcome === "busy") {
        toast.info(t("order.toast.syncRunning"))
      } else if (discrepancy.status === "open") {
        toast.warning(t("inbox.toast.stillOpen"))
      } else {
        toast.success(t("inbox.toast.settled"))
      }
    },
  })
}

/** One at a time: what one changes decides about the next. */
export function useIsInboxBusy(): boolean {
  return useIsMutating({ mutationKey: inboxKeys.action }) > 0
}

function useInboxAction<Answer, Request extends object>(
  path: string,
  {
    failureTitle,
    onAnswer,
  }: {
    /** The toast's title above the server's reason. */
    readonly failureTitle: string
    readonly onAnswer: (answer: Answer) => unknown
  }
): InboxAction<Answer, Request> {
  const client = useQueryClient()
  return useMutation<Answer, FetchError, Request>({
    mutationKey: [...inboxKeys.action, path],
    mutationFn: (body) =>
      sdk.client.fetch(`/admin/stripe-checkout/${path}`, {
        method: "POST",
        body,
      }),
    onSuccess: onAnswer,
    onError: ({ message }) =>
      toast.error(failureTitle, { description: message }),
    // After a failure as well: a colleague may have been faster.
    onSettled: () => client.invalidateQueries({ queryKey: inboxKeys.all }),
  })
}
