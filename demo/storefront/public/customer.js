/** The shopper with an account. Guests have none and miss nothing. */
import { ask, authenticate, StoreError } from "./store-api.js"
import { forgetToken, keepToken, readToken } from "./token.js"

/** Null for guests, and for those whose log-in has run out. */
export async function loadCustomer() {
  if (readToken() === null) return null
  try {
    return (await ask("customers/me?fields=*addresses")).customer
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
    throw inWords(error, "The e-mail or the password is wrong.")
  }
}

/** The first token is good for nothing but saying who this is going to be. */
export async function register({ email, first_name, last_name, password }) {
  try {
    keepToken(await authenticate("/register", { email, password }))
    await ask("customers", { email, first_name, last_name })
  } catch (error) {
    forgetToken()
    throw inWords(error, "There is an account with this e-mail already.")
  }
  await logIn({ email, password })
}

function inWords(error, words) {
  const isRefused = error instanceof StoreError && error.status === 401
  return isRefused ? new StoreError(401, words) : error
}

export function rememberAddress(address) {
  return ask("customers/me/addresses", {
    ...address,
    is_default_shipping: true,
  })
}

export async function listOrders() {
  const { orders } = await ask(
    "orders?order=-created_at&limit=50&fields=id,display_id,created_at,total,currency_code,+payment_status"
  )
  return orders
}
