/** What only the hosted page shows: no answer of the API repeats it. */
export type PageContent = {
  /** In the order of the line items. */
  lines: readonly PageLine[]
  discountName: string | null
  shippingName: string | null
  /** The shop's own words beside the button, and below it. */
  submitText: string | null
  afterSubmitText: string | null
}

export type PageLine = { description: string | null; image: string | null }
