import type { Purchase, PurchaseLine, Recipient } from "../purchase"

export function aLine(requests: Partial<PurchaseLine> = {}): PurchaseLine {
  return {
    name: "Shirt",
    description: null,
    imageUrl: null,
    quantity: 1,
    unitAmount: 10000,
    ...requests,
  }
}

export const ADA: Recipient = {
  name: "Ada Muster",
  phone: null,
  address: {
    line1: "Ringstr. 1",
    line2: null,
    city: "Berlin",
    state: null,
    postalCode: "10115",
    country: "DE",
  },
}

/** A guest buys two shirts, delivered for 20.00 EUR. */
export function aPurchase(requests: Partial<Purchase> = {}): Purchase {
  return {
    paymentSessionId: "payses_1",
    account: "default",
    cartId: "cart_1",
    currencyCode: "eur",
    amount: 12000,
    lines: [
      aLine({
        description: "M",
        imageUrl: "https://shop.example/shirt.png",
        quantity: 2,
        unitAmount: 5000,
      }),
      aLine({ name: "Delivery", unitAmount: 2000 }),
    ],
    contentsHash: "two shirts and their delivery",
    email: "ada@example.com",
    customer: null,
    shipping: ADA,
    locale: "de",
    countryCode: "de",
    ...requests,
  }
}
