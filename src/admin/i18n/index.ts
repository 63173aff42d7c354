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

export default {
  ar: { stripeCheckout: { ...ar, reason: arReasons } },
  en: { stripeCheckout: { ...en, reason: enReasons } },
  de: { stripeCheckout: { ...de, reason: deReasons } },
  es: { stripeCheckout: { ...es, reason: esReasons } },
  fr: { stripeCheckout: { ...fr, reason: frReasons } },
}
