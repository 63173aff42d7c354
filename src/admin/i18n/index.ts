import de from "./de.json"
import en from "./en.json"

export default {
  en: { stripeCheckout: en },
  de: { stripeCheckout: de },
}
