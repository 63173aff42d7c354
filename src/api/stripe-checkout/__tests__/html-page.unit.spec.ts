import { createHash } from "node:crypto"

import { type Page, renderPage, type Setting } from "../html-page"
import { checkoutErrorPage, FAILED_PAGE, returnPage } from "../shopper-pages"

const PAGE: Page = { status: 200, name: "paid" }
const SHOP = { name: "North & Linen", url: "https://shop.example", colors: {} }
const SETTING: Setting = { language: "en", shop: SHOP }
const EVIL = `"><script>alert('1')</script>&`

describe("A page for the shopper", () => {
  it("lets nothing become markup that is text", () => {
    const { html } = renderPage(
      {
        ...PAGE,
        again: EVIL,
        refresh: { seconds: 3, href: "/again", stop: EVIL },
      },
      { ...SETTING, shop: { name: EVIL, url: EVIL, colors: {} } }
    )

    expect(html).not.toContain("<script")
    expect(html.match(/&lt;script&gt;alert\(&#39;1&#39;\)/g)).toHaveLength(6)
  })

  it("takes nothing in the store's name for a placeholder or a pattern", () => {
    const { html } = renderPage(PAGE, {
      ...SETTING,
      shop: { ...SHOP, name: "$& {shop} $1" },
    })

    expect(html).toContain("Back to <bdi>$&amp; {shop} $1</bdi>")
  })

  it("brings no script, loads nothing, and allows exactly its own style", () => {
    const { html, contentSecurityPolicy } = renderPage(PAGE, SETTING)
    const style = /<style>([^]*)<\/style>/.exec(html)?.[1] ?? ""
    const hash = createHash("sha256").update(style).digest("base64")

    expect(html).not.toMatch(/<script|<img|<link|@import|url\(|style=/)
    expect(contentSecurityPolicy).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`
    )
  })

  it("shows whose it is, in the store's colors", () => {
    const { html } = renderPage(PAGE, {
      ...SETTING,
      shop: { ...SHOP, colors: { light: { accent: "#ffee00" } } },
    })

    expect(html).toContain(
      "<title>Thank you, this has been paid · North &amp; Linen</title>"
    )
    expect(html).toContain(`<p class="shop"><bdi>North &amp; Linen</bdi></p>`)
    expect(html).toContain("--accent: #ffee00; --on-accent: #000000")
  })

  it("is written in the shopper's language and direction", () => {
    expect(renderPage(PAGE, SETTING).html).toContain(
      `<html lang="en" dir="ltr">`
    )
    expect(renderPage(PAGE, { ...SETTING, language: "ar" }).html).toContain(
      `<html lang="ar" dir="rtl">`
    )
  })

  it("reloads by itself only where it says so, and then shows that it waits", () => {
    const refresh = { seconds: 3, href: "https://shop.example/?a=1&b=2" }
    const waiting = renderPage({ ...PAGE, refresh }, SETTING)

    expect(renderPage(PAGE, SETTING).refresh).toBeNull()
    expect(waiting.refresh).toBe("3;url=https://shop.example/?a=1&b=2")
    expect(waiting.html).toContain(`role="status" aria-label="Waiting"`)
  })

  it("can be kept from reloading", () => {
    const refresh = { seconds: 3, href: "/next", stop: "/stay?a=1&b=2" }
    const { html } = renderPage({ ...PAGE, refresh }, SETTING)

    expect(html).toContain(
      `<a href="/stay?a=1&amp;b=2">Stop reloading this page</a>`
    )
  })

  it.each([
    ["en", "The least that can be paid here is <bdi>€0.50</bdi>."],
    ["de", "ist <bdi>0,50\u00A0€</bdi>."],
  ] as const)("writes limits as %s does", (language, words) => {
    const page = checkoutErrorPage("amount_too_small", {
      again: "",
      currencyCode: "eur",
    })

    expect(renderPage(page, { ...SETTING, language }).html).toContain(words)
  })
})

describe("A refusal", () => {
  const facts = { again: "https://shop.example/pay", currencyCode: "eur" }

  it.each([
    ["unknown", 404],
    ["already_paid", 200],
    ["canceled", 410],
    ["order_canceled", 410],
    ["link_closed", 410],
    ["link_expired", 410],
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
    "%s is answered with %i and shows the way back",
    (reason, status) => {
      const page = checkoutErrorPage(reason, facts)

      expect(page.status).toBe(status)
      expectWayBack(page)
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
  ] as const)("%s shows the way back", (kind) => {
    expectWayBack(returnPage(kind, { href: "/again", stop: "/stay" }))
    expectWayBack(returnPage(kind))
  })
})

describe("The page of a store that has failed", () => {
  it("shows the way back, and tries the same URL again", () => {
    expectWayBack(FAILED_PAGE)
    expect(renderPage(FAILED_PAGE, SETTING).html).toContain(
      `<a class="button" href="">Try again</a>`
    )
  })
})

function expectWayBack(page: Page): void {
  const { html } = renderPage(page, SETTING)
  expect(html).toMatch(
    /<a(?: class="button")? href="https:\/\/shop\.example">Back to <bdi>North &amp; Linen<\/bdi><\/a>/
  )
  // One thing to do at most stands out; a page that continues by itself has none.
  expect(html.match(/class="button"/g) ?? []).toHaveLength(page.refresh ? 0 : 1)
}
