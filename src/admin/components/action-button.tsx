import { Button } from "@medusajs/ui"
import { type ComponentProps, type RefObject, useEffect, useRef } from "react"

type ActionButtonProps = Omit<ComponentProps<typeof Button>, "ref"> & {
  /** For whoever asks before, and gives the focus back themselves. */
  readonly buttonRef?: RefObject<HTMLButtonElement>
}

/**
 * A small button that gets the keyboard focus back. A browser takes it from whatever is
 * disabled, as each of these is while it works.
 */
export const ActionButton = ({
  disabled,
  isLoading,
  onClick,
  buttonRef,
  ...props
}: ActionButtonProps) => {
  const own = useRef<HTMLButtonElement>(null)
  const button = buttonRef ?? own
  const wasPressed = useRef(false)
  const isIdle = !disabled && !isLoading
  useEffect(() => {
    if (!isIdle || !wasPressed.current) {
      return
    }
    wasPressed.current = false
    if (document.activeElement === document.body) {
      button.current?.focus()
    }
  }, [button, isIdle])
  return (
    <Button
      ref={button}
      size="small"
      disabled={disabled ?? false}
      isLoading={isLoading ?? false}
      onClick={(event) => {
        wasPressed.current = true
        onClick?.(event)
      }}
      {...props}
    />
  )
}
