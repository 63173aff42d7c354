import { request as httpRequest } from "node:http"
import { request as httpsRequest } from "node:https"

type Post = { payload: string; signature: string; timeoutMs: number }

/** One attempt. Resolves with the HTTP status; rejects without an answer. Redirects are not followed. */
export function postEvent(
  url: string,
  { payload, signature, timeoutMs }: Post
): Promise<number> {
  const target = new URL(url)
  const request = target.protocol === "https:" ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const outgoing = request(
      target,
      {
        method: "POST",
        timeout: timeoutMs,
        headers: {
          Accept: "*/*; q=0.5, application/xml",
          "Cache-Control": "no-cache",
          "Content-Type": "application/json; charset=utf-8",
          "Content-Length": String(Buffer.byteLength(payload)),
          ...(signature === "" ? {} : { "Stripe-Signature": signature }),
          "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        },
      },
      (response) => {
        response.resume()
        response.once("end", () => {
          resolve(response.statusCode ?? 0)
        })
        response.once("error", reject)
      }
    )
    outgoing.once("timeout", () => {
      outgoing.destroy(
        new Error(`no answer within ${String(timeoutMs / 1000)} seconds`)
      )
    })
    outgoing.once("error", reject)
    outgoing.end(payload)
  })
}
