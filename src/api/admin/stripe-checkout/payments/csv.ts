/**
 * Payments as a table for spreadsheets. Pure.
 */
import {
  toMajorUnits,
  toMinorUnits,
} from "../../../../modules/stripe-checkout/domain/money"
import type { ListedPaymentDescription } from "./responses"

/**
 * A spreadsheet runs what begins like a formula, and shoppers choose their e-mail. An
 * apostrophe makes it text.
 */
const FORMULA = /^[\s=+\-@]/

const NEEDS_QUOTES = /[",\r\n]/

type Column = readonly [
  name: string,
  read: (payment: ListedPaymentDescription) => string | number | null,
]

/** With the decimals of the currency, and no separator of thousands. */
function money(
  name: "amount" | "captured" | "refunded" | "capturable"
): Column {
  return [
    name,
    (payment) =>
      toMajorUnits(
        toMinorUnits(payment[name], payment.currency_code),
        payment.currency_code
      ),
  ]
}

const COLUMNS: readonly Column[] = [
  ["authorized_at", ({ authorized_at }) => authorized_at],
  ["capture_before", ({ capture_before }) => capture_before],
  ["display_id", ({ display_id }) => display_id],
  ["order_id", ({ order_id }) => order_id],
  ["email", ({ email }) => email],
  money("amount"),
  money("captured"),
  money("refunded"),
  money("capturable"),
  ["currency_code", ({ currency_code }) => currency_code.toUpperCase()],
  ["payment_status", ({ payment_status }) => payment_status],
  ["account", ({ account }) => account],
  ["reason_code", ({ reason_code }) => reason_code],
  ["reason", ({ reason }) => reason],
  ["payment_session_id", ({ payment_session_id }) => payment_session_id],
  ["payment_intent_id", ({ payment_intent_id }) => payment_intent_id],
  ["created_at", ({ created_at }) => created_at],
]

export const CSV_HEAD = toLine(COLUMNS.map(([name]) => name))

export function toCsvLines(
  payments: readonly ListedPaymentDescription[]
): string {
  return payments
    .map((payment) => toLine(COLUMNS.map(([, read]) => read(payment))))
    .join("")
}

function toLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(toCell).join(",")}\r\n`
}

function toCell(value: string | number | null): string {
  const text = String(value ?? "")
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(harmless)
    ? `"${harmless.replaceAll('"', '""')}"`
    : harmless
}
