/** What `POST /admin/stripe-checkout/webhook-endpoint` answers. */
export interface EndpointConfiguration {
  readonly account: string
  /** `replaced`: there is a new one beside the old one, which is to be retired. */
  readonly outcome: "unchanged" | "created" | "updated" | "replaced" | "retired"
  readonly endpoint_id: string
  readonly url: string
  /** Only of an endpoint that was created, this once. */
  readonly signing_secret: string | null
  readonly retired_endpoint_ids: readonly string[]
}
