import { clx, DropdownMenu, Tooltip } from "@medusajs/ui"
import { Fragment, type ReactNode } from "react"

interface MenuAction {
  readonly icon: ReactNode
  readonly label: string
  readonly onClick: () => void
  readonly disabled: boolean
  /** Why the action is disabled. */
  readonly disabledTooltip: string
}

interface ActionMenuProps {
  /** Between two groups is a line. */
  readonly groups: readonly (readonly MenuAction[])[]
  /** The button that opens the menu. */
  readonly children: ReactNode
}

/** Styled like the dashboard's own menu, which Medusa 2.21 exports first. */
export const ActionMenu = ({ groups, children }: ActionMenuProps) => (
  <DropdownMenu dir={readDirection()}>
    <DropdownMenu.Trigger asChild>{children}</DropdownMenu.Trigger>
    <DropdownMenu.Content>
      {groups.map((actions, index) => (
        <Fragment key={index}>
          {index > 0 && <DropdownMenu.Separator />}
          <DropdownMenu.Group>
            {actions.map((action) => (
              <MenuItem key={action.label} action={action} />
            ))}
          </DropdownMenu.Group>
        </Fragment>
      ))}
    </DropdownMenu.Content>
  </DropdownMenu>
)

const MenuItem = ({ action }: { readonly action: MenuAction }) => {
  const { icon, label, onClick, disabled, disabledTooltip } = action
  const item = (
    <DropdownMenu.Item
      disabled={disabled}
      onClick={(event) => {
        event.stopPropagation()
        onClick()
      }}
      className={clx("[&_svg]:text-ui-fg-subtle flex items-center gap-x-2", {
        "[&_svg]:text-ui-fg-disabled": disabled,
      })}
    >
      {icon}
      <span>{label}</span>
    </DropdownMenu.Item>
  )
  // A disabled item notices no pointer, so what lies around it does.
  return disabled ? (
    <Tooltip content={disabledTooltip} side="right">
      <div>{item}</div>
    </Tooltip>
  ) : (
    <div>{item}</div>
  )
}

/** The dashboard sets it with the language, and opens no menu while it does. */
function readDirection(): "ltr" | "rtl" {
  return document.documentElement.dir === "rtl" ? "rtl" : "ltr"
}
