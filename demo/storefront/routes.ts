const DEFAULT_COUNTRY = "de"

export type PageRoute = {
  readonly status: number
  readonly title: string
  readonly country: string
  /** The module in public/ that fills the page; null if there is nothing to fill. */
  readonly script: string | null
}

const PAGES: readonly {
  readonly path: RegExp
  readonly title: string
  readonly script: string
}[] = [
  { path: /^\/[a-z]{2}$/, title: "All products", script: "products-page.js" },
  {
    path: /^\/[a-z]{2}\/products\/[\w-]+$/,
    title: "Product",
    script: "product-page.js",
  },
  { path: /^\/[a-z]{2}\/cart$/, title: "Your cart", script: "cart-page.js" },
  {
    path: /^\/[a-z]{2}\/checkout$/,
    title: "Checkout",
    script: "checkout-page.js",
  },
  {
    path: /^\/[a-z]{2}\/order\/\w+\/confirmed$/,
    title: "Order confirmed",
    script: "confirmed-page.js",
  },
  {
    path: /^\/[a-z]{2}\/order\/\w+$/,
    title: "Order",
    script: "order-page.js",
  },
  {
    path: /^\/[a-z]{2}\/payment-collection\/\w+$/,
    title: "Payment",
    script: "balance-page.js",
  },
  {
    path: /^\/[a-z]{2}\/account$/,
    title: "Your account",
    script: "account-page.js",
  },
]

/** The paths are those of Medusa's own starter, which the plugin expects by default. */
export function findRoute(
  pathname: string
): PageRoute | { readonly redirect: string } {
  const path = pathname.replace(/\/+$/, "")
  if (path === "") return { redirect: `/${DEFAULT_COUNTRY}` }
  // The link that Medusa's admin offers for an order's balance names no country.
  if (/^\/payment-collection\/\w+$/.test(path)) {
    return { redirect: `/${DEFAULT_COUNTRY}${path}` }
  }
  const page = PAGES.find((candidate) => candidate.path.test(path))
  return page
    ? { ...page, status: 200, country: path.slice(1, 3) }
    : {
        status: 404,
        title: "Page not found",
        country: DEFAULT_COUNTRY,
        script: null,
      }
}
