export type CardForm = {
  email: string
  number: string
  expiry: string
  cvc: string
  name: string
}

export type CardFormErrors = Partial<Record<keyof CardForm, string>>

const shortestNumber = 12
const amexDigits = 15
const usualDigits = 16

export function readCardForm(
  encoded: string,
  knownEmail: string | null
): CardForm {
  const given = new URLSearchParams(encoded)
  const field = (name: string) => (given.get(name) ?? "").trim()
  return {
    email: knownEmail ?? field("email"),
    number: field("number").replace(/\D/g, ""),
    expiry: field("expiry"),
    cvc: field("cvc"),
    name: field("name"),
  }
}

/** What Checkout complains about before it sends anything. */
export function checkCardForm(form: CardForm, now: Date): CardFormErrors {
  const complaints = {
    email: complaintAboutEmail(form.email),
    number: complaintAboutNumber(form.number),
    expiry: complaintAboutExpiry(form.expiry, now),
    cvc: /^\d{3,4}$/.test(form.cvc)
      ? null
      : "Your card's security code is incomplete.",
    name: form.name === "" ? "Enter the name on the card." : null,
  }
  return Object.fromEntries(
    Object.entries(complaints).filter(([, complaint]) => complaint !== null)
  )
}

function complaintAboutEmail(email: string): string | null {
  if (email === "") {
    return "Enter your email."
  }
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)
    ? null
    : "Your email is incomplete."
}

function complaintAboutNumber(number: string): string | null {
  const expected = /^3[47]/.test(number) ? amexDigits : usualDigits
  if (number.length < Math.max(shortestNumber, expected)) {
    return "Your card number is incomplete."
  }
  return isLuhnValid(number) ? null : "Your card number is invalid."
}

function complaintAboutExpiry(expiry: string, now: Date): string | null {
  const match = /^(0[1-9]|1[0-2])\s*\/?\s*(\d{2}|\d{4})$/.exec(expiry)
  if (match === null) {
    return "Your card's expiration date is incomplete."
  }
  const month = Number(match[1])
  const year = 2000 + (Number(match[2]) % 100)
  if (year < now.getFullYear()) {
    return "Your card's expiration year is in the past."
  }
  return year === now.getFullYear() && month < now.getMonth() + 1
    ? "Your card's expiration date is in the past."
    : null
}

function isLuhnValid(number: string): boolean {
  const digits = Array.from(number).reverse().map(Number)
  const sum = digits.reduce((total, digit, index) => {
    const weighted = index % 2 === 0 ? digit : digit * 2
    return total + (weighted > 9 ? weighted - 9 : weighted)
  }, 0)
  return sum % 10 === 0
}
