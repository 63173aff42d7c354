import { clx, Text, Tooltip } from "@medusajs/ui"
import type { ReactNode } from "react"

import { useDate } from "../../hooks/use-date"

const DOT_COLORS = {
  blue: "bg-ui-tag-blue-icon",
  green: "bg-ui-tag-green-icon",
  red: "bg-ui-tag-red-icon",
  grey: "bg-ui-tag-neutral-icon",
} as const

export type DotColor = keyof typeof DOT_COLORS

interface HistoryItemProps {
  readonly title: string
  readonly date: string
  readonly color: DotColor
  readonly isLast: boolean
  readonly children: ReactNode
}

/** Styled like the activities of an order in Medusa. */
export const HistoryItem = ({
  title,
  date,
  color,
  isLast,
  children,
}: HistoryItemProps) => {
  const { getFullDate, getRelativeDate } = useDate()
  return (
    <li className="grid grid-cols-[20px_1fr] items-start gap-2">
      <div
        aria-hidden
        className="flex size-full flex-col items-center gap-y-0.5"
      >
        <div className="flex size-5 items-center justify-center">
          <div className="bg-ui-bg-base shadow-borders-base flex size-2.5 items-center justify-center rounded-full">
            <div className={clx("size-1.5 rounded-full", DOT_COLORS[color])} />
          </div>
        </div>
        {!isLast && <div className="bg-ui-border-base w-px flex-1" />}
      </div>
      <div
        className={clx("flex min-w-0 flex-col gap-y-1", { "pb-4": !isLast })}
      >
        <div className="flex items-start justify-between gap-x-2">
          <Text size="small" leading="compact" weight="plus">
            <bdi>{title}</bdi>
          </Text>
          <Tooltip content={getFullDate(date)}>
            <time
              dateTime={date}
              className="txt-compact-small text-ui-fg-subtle shrink-0"
            >
              {getRelativeDate(date)}
            </time>
          </Tooltip>
        </div>
        {children}
      </div>
    </li>
  )
}

export const HistoryNote = ({ children }: { readonly children: string }) => (
  <Text size="small" leading="compact" className="text-ui-fg-subtle">
    <bdi>{children}</bdi>
  </Text>
)
