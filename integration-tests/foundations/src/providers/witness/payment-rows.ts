type Find<Row> = {
  retrieve(
    id: string,
    config: { select?: string[]; relations?: string[] }
  ): Promise<Row>
}

/** What the payment module keeps in its container and a provider can therefore read, under exactly these names. */
export type PaymentRows = {
  readonly captureService: Find<{
    readonly amount: number
    readonly payment: {
      readonly amount: number
      readonly captures: readonly { id: string; amount: number }[]
    }
  }>
  readonly paymentSessionService: Find<{
    readonly amount: number
    readonly currency_code: string
    readonly payment_collection: { readonly amount: number }
  }>
}
