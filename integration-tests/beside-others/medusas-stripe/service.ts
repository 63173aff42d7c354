import provider from "@medusajs/medusa/payment-stripe"

/** What Medusa's class exposes to subclasses: a client of Medusa's bundled SDK, not of the plugin's. */
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
  /** The emulator's address. */
  readonly apiBase: string
}

const Official = findOfficial()

/** Medusa's own Stripe provider, unchanged except for the API's address, which has no option. */
export class MedusasStripeService extends Official {
  constructor(cradle: object, options: Options) {
    super(cradle, options)
    const { hostname, port } = new URL(options.apiBase)
    this.stripe_._setApiField("host", hostname)
    this.stripe_._setApiField("port", port)
    this.stripe_._setApiField("protocol", "http")
  }
}

/** The provider for cards; the others each serve one local payment method. */
function findOfficial(): OfficialClass {
  const found = (provider.services as OfficialClass[]).find(
    ({ identifier }) => identifier === "stripe"
  )
  if (!found) throw new Error("Medusa's own Stripe provider was not found.")
  return found
}
