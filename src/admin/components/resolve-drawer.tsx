import { Button, Drawer, Hint, Label, Textarea } from "@medusajs/ui"
import { type FormEvent, type RefObject, useId, useRef, useState } from "react"
import { useTranslation } from "react-i18next"

import {
  useIsInboxBusy,
  useResolveDiscrepancy,
} from "../hooks/use-inbox-actions"
import { DrawerHeader } from "./drawer-header"
import { FocusedDrawer } from "./focused-drawer"

interface ResolveDrawerProps {
  readonly id: string
  /** Gets the keyboard focus back when the drawer closes. */
  readonly opener: RefObject<HTMLElement>
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** As the server has it. */
const LONGEST_NOTE = 1000

export const ResolveDrawer = (props: ResolveDrawerProps) => {
  const field = useRef<HTMLTextAreaElement>(null)
  return (
    <FocusedDrawer
      isOpen={props.isOpen}
      onClose={() => props.onOpenChange(false)}
      opener={props.opener}
      field={field}
    >
      <ResolveForm {...props} field={field} />
    </FocusedDrawer>
  )
}

interface ResolveFormProps extends ResolveDrawerProps {
  readonly field: RefObject<HTMLTextAreaElement>
}

const ResolveForm = ({ id, field, onOpenChange }: ResolveFormProps) => {
  const { t } = useTranslation("stripeCheckout")
  const [note, setNote] = useState("")
  const [isSubmitted, setSubmitted] = useState(false)
  const isBusy = useIsInboxBusy()
  const resolve = useResolveDiscrepancy(id)
  const fieldId = useId()
  const hintId = useId()
  const isMissing = isSubmitted && note.trim() === ""
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setSubmitted(true)
    if (note.trim() !== "") {
      resolve.mutate({ note }, { onSuccess: () => onOpenChange(false) })
    }
  }
  return (
    <form className="flex flex-1 flex-col overflow-hidden" onSubmit={submit}>
      <DrawerHeader
        title={t("inbox.resolve.title")}
        description={t("inbox.resolve.text")}
      />
      <Drawer.Body className="flex flex-1 flex-col gap-y-2 overflow-y-auto">
        <Label htmlFor={fieldId} size="small" weight="plus">
          {t("inbox.resolve.note")}
        </Label>
        <Textarea
          id={fieldId}
          ref={field}
          dir="auto"
          rows={5}
          maxLength={LONGEST_NOTE}
          value={note}
          aria-invalid={isMissing}
          aria-describedby={hintId}
          onChange={({ target }) => setNote(target.value)}
        />
        <div id={hintId} role="status">
          <Hint variant={isMissing ? "error" : "info"}>
            {t(isMissing ? "inbox.resolve.missing" : "inbox.resolve.hint")}
          </Hint>
        </div>
      </Drawer.Body>
      <Drawer.Footer>
        <Drawer.Close asChild>
          <Button type="button" size="small" variant="secondary">
            {t("actions.cancel")}
          </Button>
        </Drawer.Close>
        <Button
          type="submit"
          size="small"
          disabled={isBusy}
          isLoading={resolve.isPending}
        >
          {t("inbox.resolve.confirm")}
        </Button>
      </Drawer.Footer>
    </form>
  )
}
