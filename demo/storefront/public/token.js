/**
 * Identifies the logged-in customer. A token rather than a session cookie, because the demo's admin runs on the same
 * host and its cookie has the same name.
 */
const KEY = "customer_token"

export function readToken() {
  return localStorage.getItem(KEY)
}

export function keepToken(token) {
  localStorage.setItem(KEY, token)
}

export function forgetToken() {
  localStorage.removeItem(KEY)
}
