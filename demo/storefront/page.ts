import { SHOP_NAME } from "../catalog"
import { PROVIDER_ID } from "../provider-id"
import type { PageRoute } from "./routes"

/** Medusa's address, and the key that identifies the shop. */
export type ShopAddress = {
  readonly backendUrl: string
  readonly publishableKey: string
}

const STYLES = ["theme", "frame", "controls", "products", "checkout", "orders"]
  .map((name) => `<link rel="stylesheet" href="/assets/${name}.css">`)
  .join("\n")

/** What all pages have in common. The page's script fills in the rest. */
export function renderPage(
  { country, script, status, title }: PageRoute,
  shop: ShopAddress | null
): string {
  const home = `/${country}`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${shop ? "" : '<meta http-equiv="refresh" content="2">'}
<title>${escapeHtml(`${title} · ${SHOP_NAME}`)}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
${STYLES}
${shop && script ? `<script type="module" src="/assets/${script}"></script>` : ""}
</head>
<body
  data-shop="${escapeHtml(SHOP_NAME)}"
  data-country="${escapeHtml(country)}"
  data-provider="${PROVIDER_ID}"
  data-backend="${escapeHtml(shop?.backendUrl ?? "")}"
  data-key="${escapeHtml(shop?.publishableKey ?? "")}"
>
<a class="skip" href="#main">Skip to content</a>
<header class="site-header">
  <a class="brand" href="${home}">${escapeHtml(SHOP_NAME)}</a>
  <nav aria-label="Shop">
    <a href="${home}">Products</a>
    <a href="${home}/cart">Cart <span class="count" data-cart-count hidden></span></a>
    <a href="${home}/account">Account</a>
  </nav>
  <div class="regions-place" data-regions></div>
</header>
<main id="main" tabindex="-1">
${shop ? content(status, home) : OPENING}
</main>
<footer class="site-footer">
  <p>This is a demo shop. Nothing is sold or delivered, and no real money moves.</p>
</footer>
</body>
</html>
`
}

const OPENING = `<div class="notice"><h1>The shop opens in a moment</h1><p role="status">Medusa is starting. This page reloads automatically.</p></div>`

function content(status: number, home: string): string {
  return status === 404
    ? `<div class="notice"><h1>Page not found</h1><p>There is no page at this address.</p><p><a class="button" href="${home}">See all products</a></p></div>`
    : `<p class="loading" role="status">Loading…</p>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
}
