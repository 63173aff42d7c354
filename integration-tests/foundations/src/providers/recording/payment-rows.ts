type Find<Row> = {
  retrieve(
    id: string,
    config: { select?: string[]; relations?: string[] }
  ): Promise<Row>
}

/** The services in the payment module's container that a provider can read, under exactly these names. */
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
