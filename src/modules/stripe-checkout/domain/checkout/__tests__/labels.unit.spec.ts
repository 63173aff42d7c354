// cspell:words Ihre Bestellung Votre commande
import { lineItemLabels } from "../labels"

describe("Our words on Stripe's page", () => {
  it.each([
    ["de", "Ihre Bestellung"],
    ["de-AT", "Ihre Bestellung"],
    ["fr_CA", "Votre commande"],
    ["xx", "Your order"],
    [null, "Your order"],
  ])("for the locale %s begin with %s", (locale, order) => {
    expect(lineItemLabels(locale).order).toBe(order)
  })
})
