/*
 * What every admin loads at first: English, which is the fallback, and the menu's labels, which
 * the dashboard translates by itself. The other languages come on demand, see `on-demand.ts`.
 */
import en from "./languages/en"
import labels from "./menu/labels.json"

export default {
  ar: { stripeCheckout: labels.ar },
  de: { stripeCheckout: labels.de },
  en: { stripeCheckout: { ...en, ...labels.en } },
  es: { stripeCheckout: labels.es },
  fr: { stripeCheckout: labels.fr },
}
