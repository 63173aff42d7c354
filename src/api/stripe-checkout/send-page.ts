/**
 * Sends a page in the shopper's language and with the store's name, also while the store
 * itself is failing.
 */

import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

import type { ResolvedOptions } from "../../modules/stripe-checkout/options/schema"
import { readShopName } from "../../workflows/medusa/shop-name"
import { resolveModule } from "../../workflows/support/module"
import { logUnlessLogged } from "../../workflows/support/workflow-error"
import { type Page, renderPage } from "./html-page"
import { isPrefetch, sendNoContent, setPrivacyHeaders } from "./http"
import { chooseLanguage } from "./languages/choose-language"
import { FAILED_PAGE } from "./shopper-pages"

interface PageToSend {
  readonly page: Page
  /** Of the cart or the order, e.g. `de-AT`; null where it is not known. */
  readonly locale: string | null
}

export async function sendPage(
  req: MedusaRequest,
  res: MedusaResponse,
  { page, locale }: PageToSend
): Promise<void> {
  const { options } = resolveModule(req.scope)
  const language = chooseLanguage({
    checkout: options.checkout.locale ?? null,
    place: locale,
    browser: req.headers["accept-language"] ?? "",
  })
  const { html, contentSecurityPolicy, refresh } = renderPage(page, {
    language,
    shop: {
      name: await findShopName(req, options),
      url: options.storefrontUrl,
      colors: options.shopperPages.colors ?? {},
    },
  })
  setPrivacyHeaders(res, contentSecurityPolicy)
  res.setHeader("Content-Type", "text/html; charset=utf-8")
  res.setHeader("Content-Language", language)
  if (refresh !== null) {
    res.setHeader("Refresh", refresh)
  }
  res.status(page.status).send(html)
}

/**
 * Answers a browser: nothing for a prefetch, and a page for what went wrong, where Medusa
 * would answer with JSON.
 */
export async function answerShopper(
  req: MedusaRequest,
  res: MedusaResponse,
  answer: () => Promise<void>
): Promise<void> {
  if (isPrefetch(req)) {
    sendNoContent(res)
    return
  }
  try {
    await answer()
  } catch (error) {
    if (res.headersSent) {
      throw error
    }
    logUnlessLogged(req.scope, req.path, error)
    await sendPage(req, res, { page: FAILED_PAGE, locale: null })
  }
}

/** The store may have no name, and no database to read it from. */
async function findShopName(
  req: MedusaRequest,
  { checkout, shopperPages, storefrontUrl }: ResolvedOptions
): Promise<string> {
  return (
    shopperPages.name ??
    checkout.branding_settings?.display_name ??
    (await readShopName(req.scope).catch(() => null)) ??
    new URL(storefrontUrl).host
  )
}
