import { invalidRequest } from "../api/stripe-error"

/** Stripe's checks of web addresses and e-mail addresses. */
export function checkUrl(url: string, param: string): void {
  // The braces of the placeholder are allowed here only.
  const filled = url.replaceAll("{CHECKOUT_SESSION_ID}", "cs")
  if (!/^[a-z][a-z0-9+.-]*:/i.test(filled)) {
    throw invalidRequest(
      "Invalid URL: An explicit scheme (such as https) must be provided.",
      { code: "url_invalid", param }
    )
  }
  if (!URL.canParse(filled) || !/^https?:\/\//i.test(filled)) {
    throw invalidRequest("Not a valid URL", { code: "url_invalid", param })
  }
}

const countryNames = new Intl.DisplayNames("en", {
  type: "region",
  fallback: "none",
})

export function checkCountry(country: string | undefined, param: string): void {
  if (country === undefined || country === "") {
    return
  }
  if (!/^[A-Z]{2}$/.test(country) || countryNames.of(country) === undefined) {
    throw invalidRequest(
      `Country '${country}' is unknown. Try using a 2-character alphanumeric country code instead, such as 'US', 'EG', or 'GB'.`,
      { param }
    )
  }
}

export function checkEmail(email: string | undefined, param: string): void {
  if (email !== undefined && !/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email)) {
    throw invalidRequest(`Invalid email address: ${email}`, {
      code: "email_invalid",
      param,
    })
  }
}
