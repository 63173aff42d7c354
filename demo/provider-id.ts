/** How Medusa calls the plugin's payment provider for the account that the options name first. */
export const PROVIDER_ID = "pp_stripe-checkout_default"
