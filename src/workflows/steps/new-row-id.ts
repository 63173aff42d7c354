import { generateEntityId } from "@medusajs/framework/utils"

type RowPrefix = "scpay" | "scevt" | "scop" | "scrun" | "scdis"

/** Sortable and prefixed, like every id in Medusa. */
export function newRowId(prefix: RowPrefix): string {
  return generateEntityId(undefined, prefix)
}
