type Visit = {
  readonly status: number
  readonly location: string
  readonly html: string
}

/** As much of a browser as the story needs: it keeps cookies and submits forms, and leaves redirects to the caller. */
export class Browser {
  readonly #cookies = new Map<string, string>()

  async open(address: string): Promise<Visit> {
    return this.#request(address, {})
  }

  /** Fills in the page's form and submits it, along with the values that the page itself has put into it. */
  async submit(
    address: string,
    html: string,
    entries: Readonly<Record<string, string>>
  ): Promise<Visit> {
    const action = attribute(/<form\b[^>]*>/.exec(html)?.[0] ?? "", "action")
    if (action === null) throw new Error(`${address} has no form`)
    const body = new URLSearchParams({ ...readFields(html), ...entries })
    return this.#request(new URL(action, address).toString(), {
      method: "POST",
      body,
    })
  }

  async #request(address: string, init: RequestInit): Promise<Visit> {
    const { host } = new URL(address)
    const answer = await fetch(address, {
      ...init,
      redirect: "manual",
      headers: {
        accept: "text/html",
        cookie: this.#cookies.get(host) ?? "",
      },
    })
    const cookies = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0] ?? "")
    if (cookies.length > 0) this.#cookies.set(host, cookies.join("; "))
    return {
      status: answer.status,
      location: answer.headers.get("location") ?? "",
      html: await answer.text(),
    }
  }
}

function readFields(html: string): Record<string, string> {
  const inputs = html.match(/<input\b[^>]*>/g) ?? []
  return Object.fromEntries(
    inputs.flatMap((input) => {
      const name = attribute(input, "name")
      return name === null ? [] : [[name, attribute(input, "value") ?? ""]]
    })
  )
}

function attribute(tag: string, name: string): string | null {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? null
}
