import { readFile, writeFile } from "node:fs/promises"
import path from "node:path"
import { behaviors } from "./contract/behavior"
import { describeAuthentication } from "./contract/authentication"
import { describeCheckoutParameters } from "./contract/checkout-parameters"
import { describeCheckoutSessions } from "./contract/checkout-sessions"
import { describeControlPage } from "./contract/control-page"
import { describeCustomersAndCoupons } from "./contract/customers-and-coupons"
import { describeAnsweringDisputes } from "./contract/answering-disputes"
import { describeAuthorizations } from "./contract/authorizations"
import { describeCapturing } from "./contract/capturing"
import { describeCharges } from "./contract/charges"
import { describeDebits } from "./contract/debits"
import { describeDisputes } from "./contract/disputes"
import { describeErrorsAndIdempotency } from "./contract/errors-and-idempotency"
import { describeEvents } from "./contract/events"
import { describeFaults } from "./contract/faults"
import { describeHostedPage } from "./contract/hosted-page"
import { describeHostedPageContent } from "./contract/hosted-page-content"
import { describeIncrements } from "./contract/increments"
import { describeListsAndExpansions } from "./contract/lists-and-expansions"
import { writeListing } from "./contract/listing"
import { sections } from "./contract/sections"
import { describeMoney } from "./contract/money"
import { describeRecordedAnswers } from "./contract/recorded-answers"
import { describeRefunds } from "./contract/refunds"
import { describeWireFormat } from "./contract/wire-format"
import { describeMerchantsOwnPaymentIntents } from "./contract/merchants-own-payment-intents"
import { describePaying } from "./contract/paying"
import { describePaymentIntents } from "./contract/payment-intents"
import { describeRefundsLater } from "./contract/refunds-later"
import { describeReviewsAndWarnings } from "./contract/reviews-and-warnings"
import { describeSavedCards } from "./contract/saved-cards"
import { describeShownMoney } from "./contract/shown-money"
import { describeStagedTrouble } from "./contract/staged-trouble"
import { describeTestCards } from "./contract/test-cards"
import { describeWebhookDeliveries } from "./contract/webhook-deliveries"
import { describeWebhookEndpoints } from "./contract/webhook-endpoints"

/**
 * The emulator's contract, tested with the real SDK and with plain HTTP. With a test key in STRIPE_API_KEY the same tests
 * run against Stripe's test mode, which shows how faithful the emulator is; tests that need more than a key are then
 * skipped by name.
 */
const groups = {
  "Checkout Sessions": describeCheckoutSessions,
  "parameters of Checkout Sessions": describeCheckoutParameters,
  money: describeMoney,
  "customers and coupons": describeCustomersAndCoupons,
  "the wire format": describeWireFormat,
  authentication: describeAuthentication,
  "lists and expansions": describeListsAndExpansions,
  "errors and idempotency": describeErrorsAndIdempotency,
  refunds: describeRefunds,
  "content of the hosted page": describeHostedPageContent,
  "paying on the hosted page": describeHostedPage,
  "the control page": describeControlPage,
  paying: describePaying,
  "test cards": describeTestCards,
  PaymentIntents: describePaymentIntents,
  "the merchant's own PaymentIntents": describeMerchantsOwnPaymentIntents,
  authorizations: describeAuthorizations,
  capturing: describeCapturing,
  increments: describeIncrements,
  Charges: describeCharges,
  "later changes of refunds": describeRefundsLater,
  disputes: describeDisputes,
  "answering disputes": describeAnsweringDisputes,
  "reviews and early fraud warnings": describeReviewsAndWarnings,
  events: describeEvents,
  "webhook deliveries": describeWebhookDeliveries,
  "webhook endpoints": describeWebhookEndpoints,
  faults: describeFaults,
  debits: describeDebits,
  "recorded answers": describeRecordedAnswers,
  "staged trouble": describeStagedTrouble,
  "saved cards": describeSavedCards,
  "money as it is shown": describeShownMoney,
}

for (const [title, describeGroup] of Object.entries(groups)) {
  describe(title, describeGroup)
}

describe("the contract", () => {
  const file = path.join(__dirname, "CONTRACT.md")

  it("names at least 150 behaviors, none of them twice", () => {
    const names = behaviors.map(({ name, section }) => `${section}: ${name}`)
    expect(names.length).toBeGreaterThanOrEqual(150)
    expect([...new Set(names)]).toEqual(names)
  })

  it("names no section without a behavior", () => {
    const named = new Set<string>(behaviors.map(({ section }) => section))
    const silent = Object.keys(sections).filter((name) => !named.has(name))
    expect(silent).toEqual([])
  })

  it("is written down in CONTRACT.md; WRITE_CONTRACT=true rewrites it", async () => {
    const listing = writeListing(behaviors)
    if (process.env["WRITE_CONTRACT"] === "true") {
      await writeFile(file, listing)
    }
    expect(await readFile(file, "utf8")).toBe(listing)
  })
})
