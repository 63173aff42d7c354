/**
 * The few pages that a shopper may see between the store and Stripe: whose they are, what
 * happened, what to do, and a way back to the store. No scripts, no assets.
 */

import { createHash } from "node:crypto"

import type { ColorChoice } from "../../modules/stripe-checkout/domain/shopper-colors"
import {
  directionOf,
  type Language,
  textsIn,
} from "./languages/choose-language"
import type { PageName } from "./languages/shopper-texts"
import { pageStyle } from "./page-style"

export interface Page {
  /** The HTTP status. */
  readonly status: number
  readonly name: PageName
  /** For an amount outside of what Stripe takes. Major units. */
  readonly limit?:
    | { readonly amount: number; readonly currencyCode: string }
    | null
    | undefined
  /** Where the shopper can try again; empty for this very URL. */
  readonly again?: string | undefined
  readonly refresh?: Refresh | undefined
}

interface Refresh {
  readonly seconds: number
  /** The page continues to this URL by itself. */
  readonly href: string
  /** The same page, which stays as it is; absent where it lasts for a few seconds only. */
  readonly stop?: string | undefined
}

/** Whose page it is, and for whom. */
export interface Setting {
  readonly language: Language
  readonly shop: {
    readonly name: string
    readonly url: string
    readonly colors: ColorChoice
  }
}

export interface RenderedPage {
  readonly html: string
  /** Allows the page's own style and nothing else. */
  readonly contentSecurityPolicy: string
  /** The header Refresh, if the page continues by itself. */
  readonly refresh: string | null
}

export function renderPage(page: Page, setting: Setting): RenderedPage {
  const { language, shop } = setting
  const { title, text } = textsIn(language).pages[page.name]
  const style = pageStyle(shop.colors)
  const html = `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(`${title} · ${shop.name}`)}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="shop">${isolate(shop.name)}</p>
${page.refresh ? spinner(language) : ""}
<h1>${escapeHtml(title)}</h1>
<p>${limitSentence(page, language)}${escapeHtml(text)}</p>
<p class="ways">${waysOn(page, setting)}</p>
</main>
</body>
</html>
`
  const hash = createHash("sha256").update(style).digest("base64")
  return {
    html,
    contentSecurityPolicy: securityPolicy(`style-src 'sha256-${hash}'`),
    refresh: page.refresh
      ? `${page.refresh.seconds};url=${page.refresh.href}`
      : null,
  }
}

/** @param allowed the only thing that the page may load or apply */
export function securityPolicy(allowed?: string): string {
  return [
    "default-src 'none'",
    ...(allowed ? [allowed] : []),
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ")
}

function spinner(language: Language): string {
  const label = escapeHtml(textsIn(language).waiting)
  return `<div class="spinner" role="status" aria-label="${label}"></div>`
}

/** The one thing to do is a button; the way back is one where there is nothing else. */
function waysOn(page: Page, { language, shop }: Setting): string {
  const { backToShop, stopReloading, tryAgain } = textsIn(language)
  const again =
    page.again === undefined
      ? ""
      : `<a class="button" href="${escapeHtml(page.again)}">${escapeHtml(tryAgain)}</a>`
  const stop =
    page.refresh?.stop === undefined
      ? ""
      : `<a href="${escapeHtml(page.refresh.stop)}">${escapeHtml(stopReloading)}</a>`
  const isOnlyWay = page.again === undefined && !page.refresh
  const label = escapeHtml(backToShop).replace("{shop}", () =>
    isolate(shop.name)
  )
  return `${again}${stop}<a${isOnlyWay ? ` class="button"` : ""} href="${escapeHtml(shop.url)}">${label}</a>`
}

function limitSentence({ name, limit }: Page, language: Language): string {
  if (!limit) {
    return ""
  }
  const { amountTooSmall, amountTooLarge } = textsIn(language)
  const sentence = name === "amount_too_small" ? amountTooSmall : amountTooLarge
  const amount = new Intl.NumberFormat(language, {
    style: "currency",
    currency: limit.currencyCode.toUpperCase(),
  }).format(limit.amount)
  return `${escapeHtml(sentence).replace("{limit}", () => isolate(amount))} `
}

/** A name in another script must not turn the sentence around it. */
function isolate(text: string): string {
  return `<bdi>${escapeHtml(text)}</bdi>`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
}
