import { createHash } from "node:crypto"
import type { ServerResponse } from "node:http"
import type { Html } from "./html"
import { markup, trusted } from "./html"
import { styles } from "./styles"

export type Page = {
  status: number
  title: string
  body: Html
  script?: string
  /** Allowed origins of images. Default: the page's own. */
  imageSources?: readonly string[]
  /** Default: the styles of the hosted page. */
  styles?: string
}

export function sendPage(response: ServerResponse, page: Page): void {
  const css = page.styles ?? styles
  const { source } = markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${page.title}</title>
        <style>${trusted(css)}</style>
      </head>
      <body>
        ${page.body}
        ${page.script === undefined ? null : trusted(`<script>${page.script}</script>`)}
      </body>
    </html>`
  response.writeHead(page.status, {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Length": String(Buffer.byteLength(source)),
    "Cache-Control": "no-store",
    "Content-Security-Policy": contentSecurityPolicy(css, page),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
  })
  response.end(source)
}

/** No form-action, because the response to the form redirects to the shop, whose origin is not known here. */
function contentSecurityPolicy(
  css: string,
  { imageSources = [], script = "" }: Page
): string {
  return [
    "default-src 'none'",
    "connect-src 'self'",
    ["img-src 'self'", ...imageSources].join(" "),
    `style-src '${hash(css)}'`,
    `script-src '${hash(script)}'`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ")
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`
}
