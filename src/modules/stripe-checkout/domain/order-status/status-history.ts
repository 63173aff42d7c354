/**
 * How an order came to its status, as far as Medusa's change records tell. They are not
 * the whole truth: core reads the old value before it writes the new one, writes the
 * record only afterwards, and may die in between.
 */
import { isMisspelling } from "./order-rules"

/** One recorded edit of the status, by whomever. */
export interface StatusEdit {
  readonly from: string | null
  readonly to: string | null
}

/**
 * The status that an edit moved the order from, which is not always the one it names:
 *
 * - Before the plugin has written its first status, an order has none, or one that its
 *   cart carried. That is no status of the order: it counts as authorized from the start.
 * - Saving the present status again is no change, unless no record explains that status.
 *   Then this record stands for the one that was lost.
 * - Correcting a misspelled status replaces the edit that misspelled it.
 *
 * @param earlier the edits before it, oldest first
 * @param whenPlaced what the order counts as before any edit; null when not all are known
 */
export function previousStatus(
  edit: StatusEdit,
  earlier: readonly StatusEdit[],
  whenPlaced: string | null
): string | null {
  const hasReadPlacement = earlier.every(({ from }) => from === edit.from)
  if (whenPlaced !== null && hasReadPlacement) {
    return whenPlaced
  }
  const misspelled = findMisspelled(edit, earlier)
  if (misspelled !== null) {
    const [before, typo] = [earlier.slice(0, misspelled), earlier[misspelled]]
    return typo ? previousStatus(typo, before, whenPlaced) : edit.from
  }
  const last = earlier.at(-1)
  const confirmsLostEdit =
    last && edit.from === edit.to && !isExplained(edit.to, earlier)
  return confirmsLostEdit ? last.to : edit.from
}

/**
 * Whether the edits lead to a status: one of them set it, and none that saw it moved the
 * order on. Of two edits at the same moment, either record may come first.
 *
 * @param edits oldest first
 */
export function isExplained(
  status: string | null,
  edits: readonly StatusEdit[]
): boolean {
  return edits.some(
    ({ to }, index) =>
      to === status &&
      !edits
        .slice(index + 1)
        .some((later) => later.from === status && later.to !== status)
  )
}

/** The edit that set the misspelled status which this one corrects. */
function findMisspelled(
  { from, to }: StatusEdit,
  earlier: readonly StatusEdit[]
): number | null {
  const isCorrection = from !== null && to !== null && isMisspelling(from, to)
  const index = isCorrection
    ? earlier.findLastIndex((edit) => edit.to === from)
    : -1
  return index >= 0 ? index : null
}
