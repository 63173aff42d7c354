import { Input, Label, Select } from "@medusajs/ui"
import { type FormEvent, useId, useState } from "react"
import { useTranslation } from "react-i18next"

interface SearchFieldProps {
  readonly value: string
  /** After the user has confirmed it: an unfinished id finds nothing. */
  readonly onSearch: (text: string) => void
}

/** Searches with Enter, and shows everything again once it is emptied. */
export const SearchField = ({ value, onSearch }: SearchFieldProps) => {
  const { t } = useTranslation("stripeCheckout")
  const [text, setText] = useState(value)
  const fieldId = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSearch(text.trim())
  }
  const change = (changed: string) => {
    setText(changed)
    if (changed === "") {
      onSearch("")
    }
  }
  return (
    <form
      role="search"
      className="flex w-full flex-col gap-y-1 sm:w-64"
      onSubmit={submit}
    >
      <Label htmlFor={fieldId} size="xsmall">
        {t("inbox.search.label")}
      </Label>
      <Input
        id={fieldId}
        // Not of the type "search", whose icon has no text for screen readers.
        role="searchbox"
        enterKeyHint="search"
        size="small"
        dir="auto"
        placeholder={t("inbox.search.placeholder")}
        value={text}
        onChange={({ target }) => change(target.value)}
      />
    </form>
  )
}

interface FilterSelectProps {
  readonly label: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly name: string }[]
  readonly onChange: (value: string) => void
}

/** Radix keeps the empty value for itself. */
export const ANY = "any"

export const FilterSelect = ({
  label,
  value,
  options,
  onChange,
}: FilterSelectProps) => {
  const { i18n } = useTranslation("stripeCheckout")
  const selectId = useId()
  return (
    <div className="flex min-w-36 flex-1 flex-col gap-y-1 sm:flex-none">
      <Label htmlFor={selectId} size="xsmall">
        {label}
      </Label>
      <Select
        dir={i18n.dir()}
        size="small"
        value={value}
        onValueChange={onChange}
      >
        <Select.Trigger id={selectId}>
          <Select.Value />
        </Select.Trigger>
        <Select.Content>
          {options.map((option) => (
            <Select.Item key={option.value} value={option.value}>
              {option.name}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </div>
  )
}

/** The parameter of a request: what is not chosen is left out. */
export function chosen(value: string): string | undefined {
  return value === ANY || value === "" ? undefined : value
}
