import { type Page, renderPage } from "../html-page"
import { checkoutErrorPage, returnPage } from "../shopper-pages"
const PAGE: Page = { status: 200, title: "Hello", text: "World" }
const EVIL = `"><script>alert('1')</script>&`

describe("A page for the shopper", () => {
  it("lets nothing become markup that is text", () => {
    const html = renderPage({
      ...PAGE,
      title: EVIL,
      text: EVIL,
      link: { href: EVIL, label: EVIL },
      refresh: { seconds: 3, href: EVIL },
    })

    expect(html).not.toContain("<script")
    expect(html).toContain(
      "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;"
    )
  })

  it("brings no script and loads nothing", () => {
    const html = renderPage({ ...PAGE, link: { href: "/x", label: "On" } })

    expect(html).not.toMatch(/<script|<img|<link|@import|url\(/)
  })

  it("reloads by itself only where it says so, and then shows that it waits", () => {
    const refresh = { seconds: 3, href: "https://shop.example/?a=1&b=2" }

    expect(renderPage(PAGE)).not.toContain("http-equiv")
    expect(renderPage({ ...PAGE, refresh })).toContain(
      `content="3;url=https://shop.example/?a=1&amp;b=2"`
    )
    expect(renderPage({ ...PAGE, refresh })).toContain(`role="status"`)
  })
})

describe("A refusal", () => {
  const ways = {
    storefront: "https://shop.example",
    again: "https://shop.example/pay",
  }

  it.each([
    ["unknown", 404],
    ["already_paid", 200],
    ["canceled", 410],
    ["amount_changed", 409],
    ["not_ready", 409],
    ["nothing_to_pay", 409],
    ["amount_too_small", 422],
    ["amount_too_large", 422],
    ["busy", 503],
    ["too_many_attempts", 429],
    ["stripe_unavailable", 503],
    ["stripe_refused", 502],
  ] as const)(
    "%s is answered with %i and shows a way on",
    (refusal, status) => {
      const page = checkoutErrorPage({ kind: refusal, message: "Why." }, ways)

      expect(page.status).toBe(status)
      expect(page.title && page.text).toBeTruthy()
      expect(page.link ?? page.refresh).toBeDefined()
    }
  )
})

describe("The page after Stripe", () => {
  it.each([
    "confirmed",
    "paid",
    "released",
    "back",
    "held_up",
    "recheck_later",
    "unknown",
  ] as const)("%s says what is and shows a way on", (kind) => {
    const ways = { storefront: "https://shop.example", again: "/again" }

    for (const given of [ways, { storefront: ways.storefront }]) {
      const page = returnPage(kind, given)
      expect(page.title && page.text).toBeTruthy()
      expect(page.link ?? page.refresh).toBeDefined()
    }
  })
})
