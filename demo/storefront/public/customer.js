/** The shopper's account. Guests can do everything without one. */
import { request, authenticate, StoreError } from "./store-api.js"
import { forgetToken, keepToken, readToken } from "./token.js"

/** Null for guests, and when the login has expired. */
export async function loadCustomer() {
  if (readToken() === null) return null
  try {
    return (await request("customers/me?fields=*addresses")).customer
  } catch (error) {
    if (!(error instanceof StoreError) || error.status !== 401) throw error
  }
  forgetToken()
  return null
}

export async function logIn({ email, password }) {
  try {
    keepToken(await authenticate("", { email, password }))
  } catch (error) {
    throw explain(error, "The e-mail or the password is wrong.")
  }
}

/** The first token only allows creating the customer, so the shopper is logged in afterwards. */
export async function register({ email, first_name, last_name, password }) {
  try {
    keepToken(await authenticate("/register", { email, password }))
    await request("customers", { email, first_name, last_name })
  } catch (error) {
    forgetToken()
    throw explain(error, "There is already an account with this e-mail.")
  }
  await logIn({ email, password })
}

function explain(error, words) {
  const isRefused = error instanceof StoreError && error.status === 401
  return isRefused ? new StoreError(401, words) : error
}

export function rememberAddress(address) {
  return request("customers/me/addresses", {
    ...address,
    is_default_shipping: true,
  })
}

export async function listOrders() {
  const { orders } = await request(
    "orders?order=-created_at&limit=50&fields=id,display_id,created_at,status,total,credit_line_total,currency_code,*payment_collections,+payment_status"
  )
  return orders
}
