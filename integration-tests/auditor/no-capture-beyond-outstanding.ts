import type {
  OperationRow,
  OrderRow,
  PluginPaymentRow,
  VersionRow,
} from "./medusa-rows"
import type { Rule, Snapshot } from "./difference"
import { findByKey, type KeysOf } from "./find-by-key"
import { byOrder, bySession } from "./payment-relations"
import { minorUnits, money, sumOfMinorUnits } from "./stripe-minor-units"

/**
 * What the plugin captured was owed when it began. An edit that was confirmed while Stripe was capturing comes too late,
 * so the most that the order cost meanwhile counts. What merchants capture with core's own button is their decision.
 */
export const noCaptureBeyondOutstanding: Rule = (snapshot) =>
  snapshot.medusa.orders
    .filter(({ status }) => status !== "canceled")
    .flatMap((order) =>
      capturesOf(snapshot, order).flatMap((capture) =>
        compare(snapshot, order, capture)
      )
    )

/** Core dates its rows before it commits them, and nobody sees them until then. */
const LONGEST_COMMIT_SECONDS = 5

type Capture = OperationRow & {
  readonly amount: string
  readonly begun_at: number
  readonly settled_at: number
}

const byPluginOrder: KeysOf<PluginPaymentRow> = ({ order_id }) => [order_id]

function capturesOf({ medusa }: Snapshot, { id }: OrderRow): Capture[] {
  return findByKey(medusa.pluginPayments, byPluginOrder, id)
    .flatMap(({ payment_session_id }) =>
      findByKey(medusa.operations, bySession, payment_session_id)
    )
    .filter(isCapture)
}

function isCapture(operation: OperationRow): operation is Capture {
  const { amount, begun_at, kind, settled_at, status } = operation
  const isDone = kind === "capture" && status === "succeeded"
  return isDone && ![amount, begun_at, settled_at].includes(null)
}

function compare(
  { medusa }: Snapshot,
  { currency_code: currency, id, versions }: OrderRow,
  capture: Capture
): string[] {
  const visible = capture.begun_at - LONGEST_COMMIT_SECONDS
  const before = findByKey(medusa.transactions, byOrder, id).filter(
    ({ created_at }) => created_at < visible
  )
  const total = Math.max(
    0,
    ...versionsBetween(versions, visible, capture.settled_at).map((version) =>
      minorUnits(version.total, currency)
    )
  )
  const owed = total - sumOfMinorUnits(before, currency)
  const captured = minorUnits(capture.amount, currency)
  return captured <= owed
    ? []
    : [
        `${id}: the capture ${capture.id} of ${capture.payment_session_id} captured ${money(captured, currency)}, but the order owed ${money(owed, currency)} then.`,
      ]
}

function versionsBetween(
  versions: readonly VersionRow[],
  from: number,
  to: number
): VersionRow[] {
  return versions.filter(({ since }, index) => {
    const until = versions[index + 1]?.since ?? Infinity
    return since <= to && until >= from
  })
}
