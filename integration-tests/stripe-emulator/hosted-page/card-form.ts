import type { CardBrand } from "./card-brands"
import { brandOf, longestNumber } from "./card-brands"
import { isLuhnValid } from "../payment/card-number"

export type CardForm = {
  email: string
  phone: string
  number: string
  expiry: string
  cvc: string
  name: string
}

export type FieldName = keyof CardForm

/** In the order of the page: the first field with an error gets the focus. */
export type CardFormErrors = Partial<Record<FieldName, string>>

/** What the page shows after a failed submission: the input, its errors and the issuer's decline. */
export type Attempt = {
  form: Partial<CardForm>
  errors: CardFormErrors
  decline: string
}

export const untouched: Attempt = { form: {}, errors: {}, decline: "" }

/** Which fields this Checkout Session has. */
export type Asks = { phone: boolean; card: boolean }

export function readCardForm(
  encoded: string,
  knownEmail: string | null
): CardForm {
  const given = new URLSearchParams(encoded)
  const field = (name: FieldName) => (given.get(name) ?? "").trim()
  return {
    email: knownEmail ?? field("email"),
    phone: field("phone"),
    number: field("number").replace(/\D/g, ""),
    expiry: field("expiry"),
    cvc: field("cvc"),
    name: field("name"),
  }
}

/** A saved card instead of a typed one, by its PaymentMethod, and whether a typed one is to be saved. */
export function readSavedCard(encoded: string): {
  savedCard: string
  isTicked: boolean
} {
  const given = new URLSearchParams(encoded)
  return {
    savedCard: given.get("saved_card") ?? "",
    isTicked: given.get("save") === "true",
  }
}

/** The errors that Checkout shows before it sends anything. */
export function checkCardForm(
  form: CardForm,
  asks: Asks,
  now: Date
): CardFormErrors {
  const complaints = {
    email: complaintAboutEmail(form.email),
    ...(asks.phone ? { phone: complaintAboutPhone(form.phone) } : {}),
    ...(asks.card ? complaintsAboutCard(form, now) : {}),
  }
  return Object.fromEntries(
    Object.entries(complaints).filter(([, complaint]) => complaint !== null)
  )
}

function complaintsAboutCard(form: CardForm, now: Date) {
  const brand = brandOf(form.number)
  return {
    number: complaintAboutNumber(form.number, brand),
    expiry: complaintAboutExpiry(form.expiry, now),
    cvc: complaintAboutCvc(form.cvc, brand),
    name: form.name === "" ? "Enter the name on the card." : null,
  }
}

function complaintAboutEmail(email: string): string | null {
  if (email === "") {
    return "Enter your email."
  }
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
    ? null
    : "Your email is incomplete."
}

function complaintAboutPhone(phone: string): string | null {
  if (phone === "") {
    return "Enter your phone number."
  }
  return /^\+?[\d\s().-]{6,}$/.test(phone)
    ? null
    : "Your phone number is incomplete."
}

function complaintAboutNumber(number: string, brand: CardBrand): string | null {
  if (number.length < brand.shortest) {
    return "Your card number is incomplete."
  }
  return number.length <= longestNumber(brand) && isLuhnValid(number)
    ? null
    : "Your card number is invalid."
}

function complaintAboutCvc(
  cvc: string,
  { cvcDigits }: CardBrand
): string | null {
  return /^\d+$/.test(cvc) && cvc.length === cvcDigits
    ? null
    : "Your card's security code is incomplete."
}

/** In years; no card is valid for longer. */
const longestValidity = 50

function complaintAboutExpiry(expiry: string, now: Date): string | null {
  const match = /^(0[1-9]|1[0-2])\s*\/?\s*(?:20)?(\d{2})$/.exec(expiry)
  if (match === null) {
    return "Your card's expiration date is incomplete."
  }
  const thisYear = now.getUTCFullYear()
  const year = 2000 + Number(match[2])
  if (year < thisYear) {
    return "Your card's expiration year is in the past."
  }
  if (year > thisYear + longestValidity) {
    return "Your card's expiration year is invalid."
  }
  return year === thisYear && Number(match[1]) < now.getUTCMonth() + 1
    ? "Your card's expiration date is in the past."
    : null
}
