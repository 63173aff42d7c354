import type { Rule, Snapshot } from "./difference"

const SECRETS: Readonly<Record<string, RegExp>> = {
  "an API key": /\b[srp]k_(?:live|test)_\w+/,
  "a webhook secret": /\bwhsec_\w+/,
  "a client secret": /client_secret|_secret_[A-Za-z0-9]{8}/,
  "a card number":
    /\b(?:4242|4000|5555|5105|3782)[ -]?\d{4}[ -]?\d{4}[ -]?\d{3,4}\b/,
  "an e-mail address": /[\w.+-]+@[\w-]+\.[a-z]{2,}/i,
}

/**
 * Medusa's database layer prints a statement that failed with all its values, and lets nobody change that. What the
 * plugin itself says begins with its name.
 */
const isStatementOfCore = (text: string): boolean =>
  /\b(?:insert into|update|select .* from|delete from) "(?!stripe_checkout_)\w+"/.test(
    text
  ) && !text.includes("stripe-checkout: ")

/** I14: nothing secret and nobody's name in the plugin's rows, in the storefront's data, in logs. */
export const nothingPrivate: Rule = ({ books, logLines }) =>
  [
    ...books.texts,
    ...logLines.filter(({ text }) => !isStatementOfCore(text)),
  ].flatMap(({ place, text }) => [
    ...Object.entries(SECRETS)
      .filter(([, pattern]) => pattern.test(text))
      .map(([what]) => `${place} contains ${what}.`),
    ...findPrivateWord(books, place, text),
  ])

/** The word itself is not repeated. */
function findPrivateWord(
  { privateWords }: Snapshot["books"],
  place: string,
  text: string
): string[] {
  const isFound = privateWords.some((word) => text.includes(word))
  return isFound
    ? [`${place} contains what only the shopper and the shop may know.`]
    : []
}
