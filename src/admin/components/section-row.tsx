import { Text } from "@medusajs/ui"
import type { ReactNode } from "react"

interface SectionRowProps {
  readonly title: string
  readonly value: ReactNode
}

/** One row of a card, styled like the dashboard's own, which Medusa 2.21 exports first. */
export const SectionRow = ({ title, value }: SectionRowProps) => (
  <div className="text-ui-fg-subtle grid w-full grid-cols-2 items-center gap-4 px-6 py-4">
    <Text size="small" weight="plus" leading="compact">
      {title}
    </Text>
    <div className="txt-compact-small flex min-w-0 flex-wrap gap-1">
      {value}
    </div>
  </div>
)
