import { clx, StatusBadge as MedusaStatusBadge } from "@medusajs/ui"
import type { ComponentProps } from "react"

/** Medusa's own, whose space is on the wrong side from right to left, so that the text touches the border. */
export const StatusBadge = ({
  className,
  ...props
}: ComponentProps<typeof MedusaStatusBadge>) => (
  <MedusaStatusBadge
    className={clx("rtl:pl-1 rtl:pr-0", className)}
    {...props}
  />
)
