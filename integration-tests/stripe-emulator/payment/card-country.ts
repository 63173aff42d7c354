/**
 * Where a test card was issued. Stripe's international test cards carry the country's number
 * (ISO 3166-1) after 400000, and so do those for 3D Secure: public logs show "DE" for …3184.
 *
 * @see https://docs.stripe.com/testing#international-cards
 */
const byNumber: Readonly<Record<string, string>> = {
  "250": "FR",
  "276": "DE",
  "380": "IT",
  "392": "JP",
  "724": "ES",
  "826": "GB",
  "840": "US",
}

export function countryOf(cardNumber: string): string {
  const [, country = ""] = /^400000(\d{3})/.exec(cardNumber) ?? []
  return byNumber[country] ?? "US"
}
