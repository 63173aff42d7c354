export const MEDUSAS_STRIPE = "pp_stripe_stripe"
export const MEDUSAS_WEBHOOK_SECRET = "whsec_of_medusas_own_provider"

/** Where Medusa hears of what Stripe has to say to its own provider. */
export const MEDUSAS_WEBHOOK_PATH = "/hooks/payment/stripe_stripe"

/** What the SDK that Medusa brings along says of itself; the plugin's says something else. */
export const MEDUSAS_API_VERSION = "2024-04-10"
