import { Drawer } from "@medusajs/ui"
import type { ReactNode, RefObject } from "react"
import { useTranslation } from "react-i18next"

interface FocusedDrawerProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  /** Gets the keyboard focus when the drawer closes. */
  readonly opener: RefObject<HTMLElement>
  /** Gets it when the drawer opens; without one, its first button does. */
  readonly field?: RefObject<HTMLElement>
  readonly children: ReactNode
}

/** A drawer that leaves the keyboard where it was: by itself it focuses nothing when it closes. */
export const FocusedDrawer = ({
  isOpen,
  onClose,
  opener,
  field,
  children,
}: FocusedDrawerProps) => {
  const { i18n } = useTranslation("stripeCheckout")
  return (
    <Drawer open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Drawer.Content
        dir={i18n.dir()}
        {...(field
          ? { onOpenAutoFocus: (event: Event) => moveFocus(event, field) }
          : {})}
        onCloseAutoFocus={(event) => moveFocus(event, opener)}
      >
        {children}
      </Drawer.Content>
    </Drawer>
  )
}

function moveFocus(event: Event, target: RefObject<HTMLElement>): void {
  event.preventDefault()
  target.current?.focus()
}
