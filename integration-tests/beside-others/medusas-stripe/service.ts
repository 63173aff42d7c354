import provider from "@medusajs/medusa/payment-stripe"

/** What Medusa's own class lets its heirs reach: a client of the SDK that Medusa brings along, which is not ours. */
interface OfficialService {
  readonly stripe_: { _setApiField(name: string, value: string): void }
}

type OfficialClass = {
  new (cradle: object, options: Options): OfficialService
  readonly identifier: string
}

type Options = {
  readonly apiKey: string
  readonly webhookSecret: string
  /** Where Stripe's double listens. */
  readonly apiBase: string
}

const Official = findOfficial()

/** Medusa's own Stripe provider, unchanged but for the address: it has no option for that. */
export class MedusasStripeService extends Official {
  constructor(cradle: object, options: Options) {
    super(cradle, options)
    const { hostname, port } = new URL(options.apiBase)
    this.stripe_._setApiField("host", hostname)
    this.stripe_._setApiField("port", port)
    this.stripe_._setApiField("protocol", "http")
  }
}

/** The one for cards; its siblings serve one local method each. */
function findOfficial(): OfficialClass {
  const found = (provider.services as OfficialClass[]).find(
    ({ identifier }) => identifier === "stripe"
  )
  if (!found) throw new Error("Medusa's own Stripe provider is not there.")
  return found
}
