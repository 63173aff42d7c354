/** Content of the hosted page that no API response contains. */
export type PageContent = {
  /** In the order of the line items. */
  lines: readonly PageLine[]
  discountName: string | null
  shippingName: string | null
  /** The shop's own text above the button, and below it. */
  submitText: string | null
  afterSubmitText: string | null
}

export type PageLine = { description: string | null; image: string | null }
