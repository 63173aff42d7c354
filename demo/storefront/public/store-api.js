/** Medusa's Store API, with the key that says which shop this is and the token that says who asks. */
import { readToken } from "./token.js"

const { backend, country, key } = document.body.dataset

export class StoreError extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/** Sends JSON where a body is given; answers with the parsed answer. */
export function ask(path, body) {
  return send(`store/${path}`, body === undefined ? "GET" : "POST", body)
}

export function remove(path, body) {
  return send(`store/${path}`, "DELETE", body)
}

/** Answers with a token. */
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
    answer.message ?? `The shop answered ${response.status}.`
  )
}

let regions

export function listRegions() {
  regions ??= ask("regions").then((answer) => answer.regions)
  return regions
}

/** The region that the country in the address belongs to. */
export async function findRegion() {
  const found = (await listRegions()).find(({ countries }) =>
    countries.some(({ iso_2 }) => iso_2 === country)
  )
  if (!found) throw new StoreError(404, "The shop does not deliver there.")
  return found
}
