import type { Html } from "../../hosted-page/html"
import { markup } from "../../hosted-page/html"
import { offersDebit } from "../../checkout/payment-methods"
import type { PaymentFacts } from "./payment-facts"
import { amountButton, button, form, select } from "./forms"

type ActedOn = Pick<PaymentFacts, "record" | "intent">

/** The next possible actions of the shopper, the merchant in the Dashboard or the bank. */
export function actionsFor({ intent, record: { session } }: ActedOn): Html[] {
  const given = { payment_intent: intent?.id ?? "" }
  if (session.status === "open") {
    return [
      markup`<a href="${session.url ?? ""}">Open</a>`,
      button("Pay", "pay", { checkout_session: session.id }),
      ...(offersDebit(session)
        ? [
            button("Pay by SEPA debit", "pay", {
              checkout_session: session.id,
              method: "sepa_debit",
            }),
          ]
        : []),
      button("Expire", "dashboard/expire_checkout_session", {
        checkout_session: session.id,
      }),
    ]
  }
  switch (intent?.status) {
    case "requires_capture":
      return [
        amountButton("Capture", "dashboard/capture", given),
        button("Cancel", "dashboard/cancel", given),
        button("Let the authorization lapse", "lapse_authorization", given),
        button("Review", "dashboard/open_review", given),
      ]
    case "processing":
      return (["succeeded", "failed"] as const).map((outcome) =>
        button(`Debit ${outcome}`, "settle_debit", {
          payment: intent.id,
          outcome,
        })
      )
    case "succeeded":
      return [
        amountButton("Refund", "dashboard/refund", given),
        form(
          "dashboard/dispute",
          given,
          markup`${select("reason", "Dispute as", reasons)}<button>Dispute</button>`
        ),
        button("Review", "dashboard/open_review", given),
      ]
    default:
      return []
  }
}

const reasons = [
  { value: "fraudulent", label: "fraudulent" },
  { value: "product_not_received", label: "not received" },
  { value: "duplicate", label: "duplicate" },
]

/** A refund that succeeded may still fail. */
const openStatuses = ["pending", "requires_action", "succeeded"]

/** Outcomes that are still open: of refunds, disputes and reviews. */
export function pendingOutcomes({
  disputes,
  refunds,
  reviews,
}: PaymentFacts): Html[] {
  return [
    ...refunds
      .filter(({ status }) => openStatuses.includes(status ?? ""))
      .flatMap(({ id, status }) => [
        ...(status !== "succeeded"
          ? [
              button(`${id} succeeds`, "settle_refund", {
                refund: id,
                outcome: "succeeded",
              }),
            ]
          : []),
        button(`${id} fails`, "settle_refund", {
          refund: id,
          outcome: "failed",
        }),
      ]),
    ...disputes
      .filter(({ status }) => status.endsWith("needs_response"))
      .flatMap(({ id }) =>
        (["won", "lost"] as const).map((outcome) =>
          button(`${id} is ${outcome}`, "dashboard/close_dispute", {
            dispute: id,
            outcome,
          })
        )
      ),
    ...reviews
      .filter(({ open }) => open)
      .flatMap(({ id }) =>
        (["approved", "refunded", "refunded_as_fraud"] as const).map(
          (outcome) =>
            button(
              `${id}: ${outcome.replaceAll("_", " ")}`,
              "dashboard/close_review",
              { review: id, outcome }
            )
        )
      ),
  ]
}
