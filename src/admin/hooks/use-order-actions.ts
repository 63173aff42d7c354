import type { FetchError } from "@medusajs/js-sdk"
import { toast } from "@medusajs/ui"
import {
  useIsMutating,
  useMutation,
  type UseMutationResult,
} from "@tanstack/react-query"
import { useTranslation } from "react-i18next"

import type {
  OrderPaymentsAnswers,
  OrderStatusAnswer,
  PaymentLinkAnswer,
  SynchronizationAnswers,
} from "../../api/admin/stripe-checkout/orders/responses"
import type { ChargeSavedCardAnswer } from "../../api/admin/stripe-checkout/orders/saved-card-responses"
import { getLocaleAmount } from "../lib/money"
import { sdk } from "../lib/sdk"
import { useStatusName } from "./use-labels"
import { useReasonText } from "./use-reason"
import { orderPaymentsKeys, useInvalidateOrder } from "./use-order-payments"

type OrderAction<Response, Request> = UseMutationResult<
  Response,
  FetchError,
  Request
>

export interface ReleaseRequest {
  readonly request_id: string
}

export interface CaptureRequest extends ReleaseRequest {
  /** Major units; when absent, everything that is both held and outstanding. */
  readonly amount?: number
}

export function useCaptureOrder(
  orderId: string
): OrderAction<OrderPaymentsAnswers, CaptureRequest> {
  const { t } = useTranslation("stripeCheckout")
  return useMoneyAction(orderId, "capture", {
    succeeded: t("order.toast.captured"),
    failed: t("order.toast.captureFailed"),
  })
}

export function useReleaseOrder(
  orderId: string
): OrderAction<OrderPaymentsAnswers, ReleaseRequest> {
  const { t } = useTranslation("stripeCheckout")
  return useMoneyAction(orderId, "release", {
    succeeded: t("order.toast.released"),
    failed: t("order.toast.releaseFailed"),
  })
}

export function useSetOrderStatus(
  orderId: string
): OrderAction<OrderStatusAnswer, { readonly status: string }> {
  const { t } = useTranslation("stripeCheckout")
  const nameOf = useStatusName()
  return useOrderAction(orderId, {
    name: "status",
    failureTitle: t("order.toast.statusFailed"),
    onResponse: ({ order_status }) =>
      toast.success(
        t("order.toast.statusSet", { status: nameOf(order_status) })
      ),
  })
}

export function useSynchronizeOrder(
  orderId: string
): OrderAction<SynchronizationAnswers, Record<string, never>> {
  const { t } = useTranslation("stripeCheckout")
  return useOrderAction(orderId, {
    name: "synchronize",
    failureTitle: t("order.toast.syncFailed"),
    onResponse: ({ results }) => {
      const isBusy = results.some(({ outcome }) => outcome === "busy")
      toast.info(t(isBusy ? "order.toast.syncRunning" : "order.toast.synced"))
    },
  })
}

/** Absent leaves an open link as it is, and null asks for everything, without an end. */
export interface LinkChoices {
  /** Major units. */
  readonly amount?: number | null
  /** ISO date. */
  readonly expires_at?: string | null
}

/** Copies the link, which the merchant wants to send somewhere. */
export function useCreatePaymentLink(
  orderId: string
): OrderAction<PaymentLinkAnswer, LinkChoices> {
  const { t } = useTranslation("stripeCheckout")
  const textOf = useReasonText()
  const showIncrement = useIncrementToast()
  return useOrderAction(orderId, {
    name: "payment-link",
    failureTitle: t("order.toast.paymentLinkFailed"),
    onResponse: (answer) => {
      const { increment, url } = answer
      if (url === null) {
        showIncrement(answer)
        return
      }
      // Why there is a link although the hold was to be incremented.
      const refusal = increment ? textOf(increment).text : ""
      void copyText(url).then((isCopied) =>
        toast.success(
          t(
            isCopied
              ? "order.toast.paymentLinkCopied"
              : "order.toast.paymentLinkCreated"
          ),
          { description: refusal || url }
        )
      )
    },
  })
}

/** Nothing has to be sent to the customer. */
function useIncrementToast(): (answer: PaymentLinkAnswer) => void {
  const { t } = useTranslation("stripeCheckout")
  return ({ amount, currency_code }) =>
    toast.success(
      t("order.toast.holdIncremented", {
        amount: getLocaleAmount(amount, currency_code),
      }),
      { description: t("order.toast.holdIncrementedText") }
    )
}

/** Asks the store to send the link; what sends it is the store's own. */
export function useEmailPaymentLink(
  orderId: string
): OrderAction<PaymentLinkAnswer, ReleaseRequest> {
  const { t } = useTranslation("stripeCheckout")
  const showIncrement = useIncrementToast()
  return useOrderAction(orderId, {
    name: "payment-link/email",
    failureTitle: t("order.toast.emailFailed"),
    onResponse: (answer) =>
      answer.url === null
        ? showIncrement(answer)
        : toast.success(t("order.toast.emailRequested")),
  })
}

/** Charges the customer's card without them; one that is declined leaves a payment link. */
export function useChargeSavedCard(
  orderId: string
): OrderAction<
  ChargeSavedCardAnswer,
  { readonly saved_card_id: string; readonly amount: number }
> {
  const { t } = useTranslation("stripeCheckout")
  return useOrderAction(orderId, {
    name: "saved-card/charge",
    failureTitle: t("order.savedCard.failed"),
    onResponse: ({ decline }) => {
      if (decline) {
        toast.error(t("order.savedCard.declined"), {
          description: t("order.savedCard.declinedText", {
            message: decline.message,
          }),
        })
      } else {
        toast.success(t("order.savedCard.charged"))
      }
    },
  })
}

/** Browsers offer the clipboard over HTTPS only, and may refuse it. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** One at a time: the result of the first decides what the next one can do. */
export function useIsOrderBusy(orderId: string): boolean {
  return useIsMutating({ mutationKey: orderPaymentsKeys.action(orderId) }) > 0
}

interface ToastTitles {
  readonly succeeded: string
  readonly failed: string
}

function useMoneyAction<Request extends ReleaseRequest>(
  orderId: string,
  name: "capture" | "release",
  titles: ToastTitles
): OrderAction<OrderPaymentsAnswers, Request> {
  return useOrderAction(orderId, {
    name,
    failureTitle: titles.failed,
    onResponse: useResultToasts(titles),
  })
}

/** Shows the result of a request, in one toast per payment. */
function useResultToasts(
  titles: ToastTitles
): (response: OrderPaymentsAnswers) => void {
  const { t } = useTranslation("stripeCheckout")
  const textOf = useReasonText()
  return ({ results }) => {
    for (const result of results) {
      const description = textOf(result).text
      if (result.status === "succeeded") {
        toast.success(titles.succeeded)
      } else if (result.status === "pending") {
        toast.info(t("order.toast.pending"), { description })
      } else {
        toast.error(titles.failed, { description })
      }
    }
  }
}

interface OrderActionOptions<Response> {
  /** The last segment of the route. */
  readonly name:
    | "capture"
    | "release"
    | "status"
    | "synchronize"
    | "payment-link"
    | "payment-link/email"
    | "saved-card/charge"
  /** The toast's title above the server's reason. */
  readonly failureTitle: string
  readonly onResponse: (response: Response) => void
}

/** A request that changes the order; the card and the page are reloaded afterwards. */
function useOrderAction<Response, Request extends object>(
  orderId: string,
  { name, failureTitle, onResponse }: OrderActionOptions<Response>
): OrderAction<Response, Request> {
  const invalidateOrder = useInvalidateOrder(orderId)
  return useMutation<Response, FetchError, Request>({
    mutationKey: orderPaymentsKeys.action(orderId, name),
    mutationFn: (body) =>
      sdk.client.fetch(`/admin/stripe-checkout/orders/${orderId}/${name}`, {
        method: "POST",
        body,
      }),
    onSuccess: onResponse,
    onError: ({ message }) =>
      toast.error(failureTitle, { description: message }),
    // After a failure as well: part of the request may have been carried out.
    onSettled: invalidateOrder,
  })
}

const REQUEST_ID_BYTES = 16

/**
 * Identifies one intention to move money, so that a request that is sent twice moves
 * it once. Not `crypto.randomUUID`, which browsers offer over HTTPS only.
 */
export function newRequestId(): string {
  const random = crypto.getRandomValues(new Uint8Array(REQUEST_ID_BYTES))
  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join(
    ""
  )
}
