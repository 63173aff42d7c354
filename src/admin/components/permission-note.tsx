import { Text } from "@medusajs/ui"
import type { ComponentProps } from "react"

import { usePermission } from "../hooks/use-permissions"

interface PermissionNoteProps {
  readonly needs: Parameters<typeof usePermission>[0]
  readonly className?: ComponentProps<"p">["className"]
}

/** Says what the user's role lacks, in place of what it would allow; nothing otherwise. */
export const PermissionNote = ({ needs, className }: PermissionNoteProps) => {
  const { refusal } = usePermission(needs)
  return refusal === null ? null : (
    <Text
      size="small"
      leading="compact"
      className={`text-ui-fg-subtle text-pretty ${className ?? ""}`}
      role="status"
    >
      <bdi>{refusal}</bdi>
    </Text>
  )
}
