export type Reply = {
  readonly status: number
  readonly headers: Headers
  /** Parsed if the response is JSON, otherwise the text. */
  readonly body: unknown
}

export type RequestOptions = {
  readonly method?: string
  readonly headers?: Record<string, string>
  /** A string is sent unchanged, for signed payloads; anything else as JSON. */
  readonly body?: string | object
}

export type Request = (path: string, options?: RequestOptions) => Promise<Reply>

/** HTTP requests to the store that follow no redirects and accept every status, so that a test can check both. */
export function createRequest(
  baseUrl: string,
  publishableKey: string
): Request {
  return async (path, { method, headers, body } = {}) => {
    const answer = await fetch(new URL(path, baseUrl), {
      method: method ?? (body === undefined ? "GET" : "POST"),
      redirect: "manual",
      headers: {
        ...(path.startsWith("/store/")
          ? { "x-publishable-api-key": publishableKey }
          : {}),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get("content-type")?.includes("json")
    return {
      status: answer.status,
      headers: answer.headers,
      body: isJson ? (JSON.parse(text) as unknown) : text,
    }
  }
}
