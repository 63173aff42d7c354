/** Medusa's ID of the plugin's payment provider for the first account in the options. */
export const PROVIDER_ID = "pp_stripe-checkout_default"
