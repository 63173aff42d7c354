import ar from "./ar.json"
import de from "./de.json"
import en from "./en.json"
import es from "./es.json"
import fr from "./fr.json"

export default {
  ar: { stripeCheckout: ar },
  en: { stripeCheckout: en },
  de: { stripeCheckout: de },
  es: { stripeCheckout: es },
  fr: { stripeCheckout: fr },
}
