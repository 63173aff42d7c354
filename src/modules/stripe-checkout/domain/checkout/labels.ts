/**
 * The few words of ours on Stripe's hosted page, in the language of the cart. Everything
 * else there is the shop's own (names) or Stripe's.
 */

export interface LineItemLabels {
  /** One line for the whole purchase. */
  readonly order: string
  /** An item without a name. */
  readonly item: string
  readonly delivery: string
  readonly tax: string
  readonly discount: string
  /** Store credit and gift cards. */
  readonly credit: string
  /** The lines that Stripe's hosted page has no room for. */
  readonly moreItems: string
}

const ENGLISH: LineItemLabels = {
  order: "Your order",
  item: "Item",
  delivery: "Delivery",
  tax: "Tax",
  discount: "Discount",
  credit: "Credit",
  moreItems: "More items",
}

// cspell:disable
const BY_LANGUAGE: Readonly<Record<string, LineItemLabels>> = {
  en: ENGLISH,
  de: {
    order: "Ihre Bestellung",
    item: "Artikel",
    delivery: "Versand",
    tax: "Steuer",
    discount: "Rabatt",
    credit: "Guthaben",
    moreItems: "Weitere Artikel",
  },
  fr: {
    order: "Votre commande",
    item: "Article",
    delivery: "Livraison",
    tax: "Taxes",
    discount: "Remise",
    credit: "Avoir",
    moreItems: "Autres articles",
  },
  es: {
    order: "Tu pedido",
    item: "Artículo",
    delivery: "Envío",
    tax: "Impuestos",
    discount: "Descuento",
    credit: "Saldo",
    moreItems: "Más artículos",
  },
  it: {
    order: "Il tuo ordine",
    item: "Articolo",
    delivery: "Spedizione",
    tax: "Imposte",
    discount: "Sconto",
    credit: "Credito",
    moreItems: "Altri articoli",
  },
  nl: {
    order: "Je bestelling",
    item: "Artikel",
    delivery: "Verzending",
    tax: "Belasting",
    discount: "Korting",
    credit: "Tegoed",
    moreItems: "Meer artikelen",
  },
}
// cspell:enable

/** @param locale as Medusa keeps it, e.g. `de-AT`; English where we have no words */
export function lineItemLabels(locale: string | null): LineItemLabels {
  const language = (locale ?? "").slice(0, 2).toLowerCase()
  return BY_LANGUAGE[language] ?? ENGLISH
}
