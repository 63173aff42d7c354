import type { Decline } from "./declines"
import { declines } from "./declines"

type FollowUp =
  | "refund_succeeds_later"
  | "refund_fails_later"
  | "dispute_fraudulent"
  | "dispute_not_received"
  | "inquiry"
  | "early_fraud_warning"
  | "review"

export type TestCard = {
  brand:
    "visa" | "mastercard" | "amex" | "discover" | "diners" | "jcb" | "unionpay"
  funding: "credit" | "debit" | "prepaid"
  about: string
  challenge: boolean
  /** The issuer wants the customer even for a card that was saved for charges without them. */
  alwaysChallenges?: true
  decline: Decline | null
  followUp: FollowUp | null
}

const works: TestCard = {
  brand: "visa",
  funding: "credit",
  about: "Succeeds",
  challenge: false,
  decline: null,
  followUp: null,
}

/** Stripe's own test numbers. They work with any future date and any security code. */
export const testCards: Readonly<Record<string, TestCard>> = {
  "4242424242424242": works,
  "4000056655665556": succeeds("Visa debit", { funding: "debit" }),
  "5555555555554444": succeeds("Mastercard", { brand: "mastercard" }),
  "2223003122003222": succeeds("Mastercard, 2 series", { brand: "mastercard" }),
  "5200828282828210": succeeds("Mastercard debit", {
    brand: "mastercard",
    funding: "debit",
  }),
  "5105105105105100": succeeds("Mastercard prepaid", {
    brand: "mastercard",
    funding: "prepaid",
  }),
  "378282246310005": succeeds("American Express", { brand: "amex" }),
  "6011111111111117": succeeds("Discover", { brand: "discover" }),
  "3056930009020004": succeeds("Diners Club", { brand: "diners" }),
  "3566002020360505": succeeds("JCB", { brand: "jcb" }),
  "6200000000000005": succeeds("UnionPay", { brand: "unionpay" }),
  "4000000000003220": challenges("Asks for 3D Secure 2"),
  "4000002500003155": challenges("Asks for 3D Secure"),
  "4000002760003184": {
    ...challenges("Always asks for 3D Secure"),
    alwaysChallenges: true,
  },
  "4000008400001629": challenges("3D Secure, then declined", declines.generic),
  "4000008260003178": challenges(
    "3D Secure, then declined: insufficient_funds",
    declines.insufficientFunds
  ),
  "4000000000000002": declined(declines.generic),
  "4000000000009995": declined(declines.insufficientFunds),
  "4000000000009987": declined(declines.lostCard),
  "4000000000009979": declined(declines.stolenCard),
  "4000000000006975": declined(declines.velocity),
  "4000000000000069": declined(declines.expiredCard),
  "4000000000000127": declined(declines.incorrectCvc),
  "4000000000000119": declined(declines.processingError),
  "4100000000000019": declined(declines.blocked),
  "4000000000004954": declined(declines.blocked),
  "4000000000007726": leadsTo("refund_succeeds_later", "Refund succeeds later"),
  "4000000000005126": leadsTo("refund_fails_later", "Refund fails later"),
  "4000000000000259": leadsTo(
    "dispute_fraudulent",
    "Disputed as fraudulent after capture"
  ),
  "4000000000002685": leadsTo(
    "dispute_not_received",
    "Disputed as not received after capture"
  ),
  "4000000000001976": leadsTo("inquiry", "Inquiry after capture"),
  "4000000000005423": leadsTo("early_fraud_warning", "Early fraud warning"),
  "4000000000009235": leadsTo("review", "Put into review"),
}

export function findTestCard(number: string): TestCard | null {
  return testCards[number.replace(/\D/g, "")] ?? null
}

function succeeds(kind: string, facts: Partial<TestCard>): TestCard {
  return { ...works, about: `Succeeds (${kind})`, ...facts }
}

function challenges(about: string, decline: Decline | null = null): TestCard {
  return { ...works, about, challenge: true, decline }
}

function declined(decline: Decline): TestCard {
  const why = decline.isBlocked
    ? "Blocked by Radar"
    : `Declined: ${decline.declineCode ?? String(decline.code)}`
  return { ...works, about: why, decline }
}

function leadsTo(followUp: FollowUp, about: string): TestCard {
  return { ...works, about, followUp }
}
