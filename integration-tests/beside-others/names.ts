export const MEDUSAS_STRIPE = "pp_stripe_stripe"
export const MEDUSAS_WEBHOOK_SECRET = "whsec_of_medusas_own_provider"

/** Medusa's webhook path for its own Stripe provider. */
export const MEDUSAS_WEBHOOK_PATH = "/hooks/payment/stripe_stripe"

/** The API version that Medusa's bundled SDK sends; the plugin's SDK sends another one. */
export const MEDUSAS_API_VERSION = "2024-04-10"
