import type { Reply } from "./request"
import type { Store } from "./store"

/** A shopper's browser: it keeps cookies and follows no redirects, so that a test sees each step. */
export class Browser {
  private readonly store: Pick<Store, "request">
  private readonly cookies = new Map<string, string>()

  constructor(store: Pick<Store, "request">) {
    this.store = store
  }

  async get(
    address: string,
    headers: Record<string, string> = {}
  ): Promise<Reply> {
    const reply = await this.store.request(address, {
      headers: { accept: "text/html", ...this.cookieHeader(), ...headers },
    })
    for (const cookie of reply.headers.getSetCookie()) this.keep(cookie)
    return reply
  }

  private keep(cookie: string): void {
    const [pair = ""] = cookie.split(";")
    const separator = pair.indexOf("=")
    this.cookies.set(pair.slice(0, separator), pair.slice(separator + 1))
  }

  private cookieHeader(): Record<string, string> {
    const pairs = [...this.cookies].map(([name, value]) => `${name}=${value}`)
    return pairs.length ? { cookie: pairs.join("; ") } : {}
  }
}

/** The target of a redirect; fails for every other response. */
export function locationOf({ status, headers, body }: Reply): string {
  const location = headers.get("location")
  if (status !== 303 || !location) {
    throw new Error(`Expected a redirect, got ${status}: ${textOf(body)}`)
  }
  return location
}

export function textOf(body: unknown): string {
  return typeof body === "string" ? body : JSON.stringify(body)
}
