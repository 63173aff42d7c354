import { once } from "node:events"
import { createServer, type ServerResponse } from "node:http"
import { LOOPBACK } from "../choose-port"
import { readAsset } from "./assets"
import { renderPage, type ShopAddress } from "./page"
import { drawProduct } from "./product-picture"
import { findRoute } from "./routes"

export type Storefront = {
  readonly url: string
  /** Until then, the pages say that the shop opens in a moment. */
  open(shop: ShopAddress): void
  stop(): Promise<void>
}

type Answer = {
  readonly status: number
  readonly type: string
  readonly body: string
  readonly location?: string
}

/** Serves files. Everything else happens in the browser, which calls Medusa's Store API. */
export async function startStorefront(port: number): Promise<Storefront> {
  let shop: ShopAddress | null = null
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost")
    send(response, answer(pathname, shop), shop)
  }).listen(port, LOOPBACK)
  await once(server, "listening")
  return {
    url: `http://localhost:${port}`,
    open(address) {
      shop = address
    },
    async stop() {
      const closed = once(server, "close")
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function answer(pathname: string, shop: ShopAddress | null): Answer {
  const [folder = "", name = ""] = pathname.slice(1).split("/")
  const file =
    folder === "assets"
      ? readAsset(name)
      : folder === "pictures"
        ? drawProduct(name.replace(/\.svg$/, ""))
        : null
  if (file) return { status: 200, ...file }
  const route = findRoute(pathname)
  if ("redirect" in route) {
    return {
      status: 302,
      type: "text/plain",
      body: "",
      location: route.redirect,
    }
  }
  return {
    status: shop ? route.status : 503,
    type: "text/html; charset=utf-8",
    body: renderPage(route, shop),
  }
}

function send(
  response: ServerResponse,
  { body, location, status, type }: Answer,
  shop: ShopAddress | null
): void {
  response.writeHead(status, {
    "Content-Type": type,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": `default-src 'self'; connect-src 'self' ${shop?.backendUrl ?? ""}; base-uri 'none'; frame-ancestors 'none'`,
    ...(location === undefined ? {} : { Location: location }),
  })
  response.end(body)
}
