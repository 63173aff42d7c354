import { Text } from "@medusajs/ui"
import type { ReactNode } from "react"

/** Fields that belong together, with a title that everybody sees. */
export const FormGroup = ({
  title,
  text,
  children,
}: {
  readonly title: string
  readonly text?: string
  readonly children: ReactNode
}) => (
  <fieldset className="flex min-w-0 flex-col gap-y-3 px-6 py-4">
    <legend className="sr-only">{title}</legend>
    <div className="flex flex-col gap-y-1">
      <Text size="small" leading="compact" weight="plus" aria-hidden>
        {title}
      </Text>
      {text !== undefined && (
        <Text size="small" className="text-ui-fg-subtle text-pretty">
          {text}
        </Text>
      )}
    </div>
    {children}
  </fieldset>
)
