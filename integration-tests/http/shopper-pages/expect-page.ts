import { textOf } from "../../support/browser"
import type { Reply } from "../../support/request"
import { STOREFRONT_URL } from "../../support/stripe-store"

export const SHOP_NAME = "Harbour & Hill"

interface ExpectedPage {
  readonly status: number
  readonly language: string
  readonly title: string
}

/** What every one of the pages has, besides its text. */
export function expectPage(
  reply: Reply,
  { status, language, title }: ExpectedPage
): void {
  const html = textOf(reply.body)
  expect(html).toContain(`<h1>${title}</h1>`)
  expect(reply.status).toBe(status)
  expect(html).toContain(
    `<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">`
  )
  const name = SHOP_NAME.replace("&", "&amp;")
  expect(html).toContain(`<p class="shop"><bdi>${name}</bdi></p>`)
  expect(html).toMatch(
    new RegExp(`href="${STOREFRONT_URL}">[^<]+<bdi>${name}</bdi></a>`)
  )
  expect(Object.fromEntries(reply.headers)).toMatchObject({
    "cache-control": "no-store",
    "content-language": language,
    "content-security-policy": expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[\w+/]+='; frame-ancestors 'none'; base-uri 'none'; form-action 'none'$/
    ) as string,
    "content-type": "text/html; charset=utf-8",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex",
  })
}
