/*
 * Each part in all languages, one part after the other: gzip finds a repeated key again
 * within 32 kB, and all the texts of one language are longer than that.
 */
import ar from "./ar.json"
import de from "./de.json"
import en from "./en.json"
import es from "./es.json"
import fr from "./fr.json"
import arReasons from "./reasons/ar.json"
import deReasons from "./reasons/de.json"
import enReasons from "./reasons/en.json"
import esReasons from "./reasons/es.json"
import frReasons from "./reasons/fr.json"
import arSettings from "./settings/ar.json"
import deSettings from "./settings/de.json"
import enSettings from "./settings/en.json"
import esSettings from "./settings/es.json"
import frSettings from "./settings/fr.json"

export default {
  ar: { stripeCheckout: { ...ar, reason: arReasons, settings: arSettings } },
  en: { stripeCheckout: { ...en, reason: enReasons, settings: enSettings } },
  de: { stripeCheckout: { ...de, reason: deReasons, settings: deSettings } },
  es: { stripeCheckout: { ...es, reason: esReasons, settings: esSettings } },
  fr: { stripeCheckout: { ...fr, reason: frReasons, settings: frSettings } },
}
