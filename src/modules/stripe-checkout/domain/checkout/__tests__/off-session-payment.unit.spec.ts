import {
  type CardAgreement,
  isOffSession,
  readEnd,
  refuseOffSession,
} from "../off-session-payment"

const AGREEMENT: CardAgreement = {
  stripeCustomerId: "cus_1",
  card: {
    id: "pm_1",
    brand: "visa",
    last4: "4242",
    expMonth: 12,
    expYear: 2034,
  },
  paymentIntentId: "pi_1",
  agreedAt: 1,
}

describe("A payment without the customer", () => {
  it.each([
    ["pi_1", null, null, true],
    // A Checkout Session that is being opened once more, after one that nobody paid.
    ["pi_1", null, "page", false],
    ["pi_1", "cs_1", "page", false],
    [null, null, null, false],
    [null, null, "page", false],
  ])(
    "is one with the PaymentIntent %s, the Checkout Session %s and the page %s: %s",
    (payment_intent_id, checkout_session_id, page_hash, expected) => {
      expect(
        isOffSession({ payment_intent_id, checkout_session_id, page_hash })
      ).toBe(expected)
    }
  )

  it.each([
    ["requires_payment_method", "unpaid"],
    ["requires_confirmation", "unpaid"],
    ["requires_action", "unpaid"],
    ["canceled", "over"],
    ["requires_capture", "paid"],
    ["succeeded", "paid"],
    ["processing", "paid"],
    // What this version does not know may have charged the card.
    ["requires_reauthorization", "paid"],
  ])("that is %s is %s for whoever would pay in another way", (status, end) => {
    expect(readEnd(status)).toBe(end)
  })
})

describe("A card without its customer", () => {
  const facts = {
    isEnabled: true,
    agreement: AGREEMENT,
    stripeCustomerIds: ["cus_0", "cus_1"],
  }

  it.each([
    [facts, null],
    [{ ...facts, isEnabled: false }, "not_enabled"],
    [{ ...facts, agreement: null }, "no_agreement"],
    [{ ...facts, stripeCustomerIds: ["cus_2"] }, "no_agreement"],
    [{ ...facts, stripeCustomerIds: [] }, "no_agreement"],
  ])("case %#: is refused because of %s", (given, refusal) => {
    expect(refuseOffSession(given)).toBe(refusal)
  })
})
