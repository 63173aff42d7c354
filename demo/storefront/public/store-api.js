/** Medusa's Store API, with the key that says which shop this is. */

const { backend, country, key } = document.body.dataset

export class StoreError extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/** Sends JSON where a body is given; answers with the parsed answer. */
export async function ask(path, body) {
  const response = await fetch(`${backend}/store/${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      "x-publishable-api-key": key,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return read(response)
}

export async function remove(path) {
  const response = await fetch(`${backend}/store/${path}`, {
    method: "DELETE",
    headers: { "x-publishable-api-key": key },
  })
  return read(response)
}

async function read(response) {
  const answer = await response.json().catch(() => ({}))
  if (response.ok) return answer
  throw new StoreError(
    response.status,
    answer.message ?? `The shop answered ${response.status}.`
  )
}

let region

/** The region that the country in the address belongs to. */
export function findRegion() {
  region ??= ask("regions").then(({ regions }) => {
    const found = regions.find(({ countries }) =>
      countries.some(({ iso_2 }) => iso_2 === country)
    )
    if (!found) throw new StoreError(404, "The shop does not deliver here.")
    return found
  })
  return region
}
