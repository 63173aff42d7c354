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
 * Medusa's database layer logs a failed statement with all its values, and that cannot be configured. The plugin's own
 * log lines begin with its name.
 */
const isStatementOfCore = (text: string): boolean =>
  /\b(?:insert into|update|select .* from|delete from) "(?!stripe_checkout_)\w+"/.test(
    text
  ) && !text.includes("stripe-checkout: ")

/** I14: no secret and no personal data in the plugin's rows, in data that storefronts read, or in logs. */
export const noPrivateData: Rule = ({ medusa, logLines }) =>
  [
    ...medusa.texts,
    ...logLines.filter(({ text }) => !isStatementOfCore(text)),
  ].flatMap(({ place, text }) => [
    ...Object.entries(SECRETS)
      .filter(([, pattern]) => pattern.test(text))
      .map(([what]) => `${place} contains ${what}.`),
    ...findPrivateWord(medusa, place, text),
  ])

/** The sentence does not repeat the word. */
function findPrivateWord(
  { privateWords }: Snapshot["medusa"],
  place: string,
  text: string
): string[] {
  const isFound = privateWords.some((word) => text.includes(word))
  return isFound ? [`${place} contains a shopper's personal data.`] : []
}
