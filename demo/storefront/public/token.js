/**
 * Says who is logged in. A token rather than a session cookie: the admin of the demo lives on the same host, and its
 * cookie has the same name.
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
