/** Medusa's Store API, with the key that identifies the shop and the token that identifies the customer. */
import { readToken } from "./token.js"

const { backend, country, key } = document.body.dataset

export class StoreError extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/** Sends a body as JSON, if there is one. Returns the parsed response. */
export function request(path, body) {
  return send(`store/${path}`, body === undefined ? "GET" : "POST", body)
}

export function remove(path, body) {
  return send(`store/${path}`, "DELETE", body)
}

/** Returns a token. */
export async function authenticate(path, credentials) {
  const answer = await send(
    `auth/customer/emailpass${path}`,
    "POST",
    credentials
  )
  return answer.token
}

async function send(path, method, body) {
  const token = readToken()
  const response = await fetch(`${backend}/${path}`, {
    method,
    headers: {
      "x-publishable-api-key": key,
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer = await response.json().catch(() => ({}))
  if (response.ok) return answer
  throw new StoreError(
    response.status,
    answer.message ?? `The shop responded with status ${response.status}.`
  )
}

let regions

export function listRegions() {
  regions ??= request("regions").then((answer) => answer.regions)
  return regions
}

/** The region of the country in the address. */
export async function findRegion() {
  const found = (await listRegions()).find(({ countries }) =>
    countries.some(({ iso_2 }) => iso_2 === country)
  )
  if (!found)
    throw new StoreError(404, "The shop does not deliver to this country.")
  return found
}
