import { Container } from "@medusajs/ui"
import type { ReactNode } from "react"

import { usePermission } from "../hooks/use-permissions"
import { PermissionNote } from "./permission-note"

/** A page for those who may see it; for others, what their role lacks. */
export const ReadablePage = ({ children }: { readonly children: ReactNode }) =>
  usePermission("read").isAllowed ? (
    children
  ) : (
    <Container className="px-6 py-4">
      <PermissionNote needs="read" />
    </Container>
  )
