/** The differences between the countries that the shop delivers to. */
export const POSTAL_CODES = {
  de: { pattern: "\\d{5}", advice: "Five digits, such as 10115." },
  fr: { pattern: "\\d{5}", advice: "Five digits, such as 75011." },
  jp: { pattern: "\\d{3}-?\\d{4}", advice: "Seven digits, such as 150-0001." },
}

const EXAMPLE = {
  first_name: "Ada",
  last_name: "Sommer",
}

/** Filled in from the start: this is a demo, and nobody likes typing. */
export const EXAMPLES = {
  de: {
    ...EXAMPLE,
    address_1: "Lindenallee 12",
    postal_code: "10115",
    city: "Berlin",
    country_code: "de",
  },
  fr: {
    ...EXAMPLE,
    address_1: "12 rue de la Paix",
    postal_code: "75011",
    city: "Paris",
    country_code: "fr",
  },
  jp: {
    ...EXAMPLE,
    address_1: "1-2-3 Ginza",
    postal_code: "150-0001",
    city: "Tokyo",
    country_code: "jp",
  },
}
