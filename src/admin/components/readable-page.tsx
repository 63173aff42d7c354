import { Container } from "@medusajs/ui"
import type { ReactNode } from "react"

import { usePermission } from "../hooks/use-permissions"
import { PermissionNote } from "./permission-note"
import { Translated } from "./translated"

interface PageProps {
  readonly children: ReactNode
}

/** A page for those who may see it; for others, what their role lacks. */
export const ReadablePage = ({ children }: PageProps) => (
  <Translated>
    <AllowedPage>{children}</AllowedPage>
  </Translated>
)

const AllowedPage = ({ children }: PageProps) =>
  usePermission("read").isAllowed ? (
    children
  ) : (
    <Container className="px-6 py-4">
      <PermissionNote needs="read" />
    </Container>
  )
