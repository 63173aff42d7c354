import type { Source } from "./behavior"
import { behavior } from "./behavior"
import type { Card } from "./payments"
import { eventsDuring } from "./payments"
import { cart, chargeOf, intentOf, shopForEach, payCart } from "./shop"

const shopper = "a shopper on the hosted page"
const TEST_CARDS: Source = { section: "Test cards", needs: shopper }
const DECLINES: Source = { section: "Declines", needs: shopper }
const PAYMENT_INTENT: Source = {
  section: "The PaymentIntent object",
  needs: shopper,
}
const THREE_D_SECURE: Source = { section: "3D Secure", needs: shopper }
const RISK: Source = { section: "Risk evaluation", needs: shopper }

const accepted: readonly (readonly [Card, string, string])[] = [
  ["4242424242424242", "visa", "credit"],
  ["4000056655665556", "visa", "debit"],
  ["5555555555554444", "mastercard", "credit"],
  ["2223003122003222", "mastercard", "credit"],
  ["5200828282828210", "mastercard", "debit"],
  ["5105105105105100", "mastercard", "prepaid"],
  ["378282246310005", "amex", "credit"],
  ["6011111111111117", "discover", "credit"],
  ["3056930009020004", "diners", "credit"],
  ["3566002020360505", "jcb", "credit"],
  ["6200000000000005", "unionpay", "credit"],
]

const refused: readonly (readonly [Card, string, string | undefined])[] = [
  ["4000000000000002", "card_declined", "generic_decline"],
  ["4000000000009995", "card_declined", "insufficient_funds"],
  ["4000000000009987", "card_declined", "lost_card"],
  ["4000000000009979", "card_declined", "stolen_card"],
  ["4000000000006975", "card_declined", "card_velocity_exceeded"],
  ["4000000000000069", "expired_card", undefined],
  ["4000000000000127", "incorrect_cvc", undefined],
  ["4000000000000119", "processing_error", undefined],
  ["4100000000000019", "card_declined", "fraudulent"],
  ["4000000000004954", "card_declined", "fraudulent"],
]

const challenged: readonly Card[] = [
  "4000000000003220",
  "4000002500003155",
  "4000002760003184",
]

const issuedIn: readonly (readonly [Card, string])[] = [
  ["4242424242424242", "US"],
  ["4000002500003155", "FR"],
  ["4000002760003184", "DE"],
]

const declinedAfterChallenge: readonly (readonly [Card, string])[] = [
  ["4000008400001629", "generic_decline"],
  ["4000008260003178", "insufficient_funds"],
]

export function describeTestCards(): void {
  const shop = shopForEach()

  async function tryCard(card: Card) {
    const { id } = await shop.stripe.checkout.sessions.create(cart())
    const outcome = await shop.controls.pay(id, { card })
    return { id, outcome }
  }

  describe("a card that works", () => {
    for (const [card, brand, funding] of accepted) {
      behavior(TEST_CARDS, `${card} pays (${brand}, ${funding})`, async () => {
        const { id } = await payCart(shop, {}, card)
        const charge = await chargeOf(shop.stripe, id)
        expect(charge.payment_method_details?.card).toMatchObject({
          brand,
          funding,
          network: brand,
          last4: card.slice(-4),
        })
        expect(charge.outcome).toMatchObject({
          type: "authorized",
          network_status: "approved_by_network",
          seller_message: "Payment complete.",
        })
      })
    }
  })

  describe("the details of a card", () => {
    for (const [card, country] of issuedIn) {
      behavior(TEST_CARDS, `${card} was issued in ${country}`, async () => {
        const { id, outcome } = await tryCard(card)
        if (outcome.outcome === "requires_action") {
          await shop.controls.authenticate(id, "complete")
        }
        const intent = await intentOf(shop.stripe, id)
        const { payment_method_details: details } = await chargeOf(
          shop.stripe,
          intent.id
        )
        expect(details?.card?.country).toBe(country)
      })
    }

    behavior(
      THREE_D_SECURE,
      "a Charge shows how 3D Secure ended, and nothing where it was not required",
      async () => {
        const challenged = await tryCard("4000002760003184")
        await shop.controls.authenticate(challenged.id, "complete")
        const intent = await intentOf(shop.stripe, challenged.id)
        const after = await chargeOf(shop.stripe, intent.id)
        expect(
          after.payment_method_details?.card?.three_d_secure
        ).toMatchObject({
          authentication_flow: "challenge",
          result: "authenticated",
          result_reason: null,
        })
        const { id } = await payCart(shop)
        const without = await chargeOf(shop.stripe, id)
        expect(without.payment_method_details?.card?.three_d_secure).toBeNull()
      }
    )

    behavior(
      TEST_CARDS,
      "a Charge names the wallet that held the card, with the digits of the card itself",
      async () => {
        const { id } = await shop.stripe.checkout.sessions.create(cart())
        await shop.controls.pay(id, { wallet: "apple_pay" })
        const intent = await intentOf(shop.stripe, id)
        const { payment_method_details: details } = await chargeOf(
          shop.stripe,
          intent.id
        )
        expect(details?.card).toMatchObject({
          last4: "4242",
          wallet: { apple_pay: {}, type: "apple_pay" },
        })
        const { id: next } = await shop.stripe.checkout.sessions.create(cart())
        await expect(
          shop.controls.pay(next, { wallet: "purse" as "apple_pay" })
        ).rejects.toThrow("There is no wallet purse")
      }
    )
  })

  describe("a card that is declined", () => {
    for (const [card, code, declineCode] of refused) {
      behavior(
        TEST_CARDS,
        `${card} is declined with ${declineCode ?? code}`,
        async () => {
          const { id, outcome } = await tryCard(card)
          expect(outcome.outcome).toBe("declined")
          const intent = await intentOf(shop.stripe, id)
          const charge = await chargeOf(shop.stripe, intent.id)
          expect(intent.status).toBe("requires_payment_method")
          expect(intent.last_payment_error?.code).toBe(code)
          expect(intent.last_payment_error?.decline_code).toBe(declineCode)
          expect(charge).toMatchObject({
            status: "failed",
            paid: false,
            captured: false,
            failure_code: code,
            failure_message: intent.last_payment_error?.message,
          })
        }
      )
    }

    behavior(
      PAYMENT_INTENT,
      "a card that is declined leaves a complete last_payment_error",
      async () => {
        const { id } = await tryCard("4000000000000002")
        const intent = await intentOf(shop.stripe, id)
        expect(intent.payment_method).toBeNull()
        const charge = await chargeOf(shop.stripe, intent.id)
        expect(intent.last_payment_error).toMatchObject({
          advice_code: "try_again_later",
          charge: charge.id,
          code: "card_declined",
          decline_code: "generic_decline",
          doc_url: "https://stripe.com/docs/error-codes/card-declined",
          message: "Your card was declined.",
          network_decline_code: "01",
          payment_method: {
            id: charge.payment_method,
            object: "payment_method",
            card: { brand: "visa", last4: "0002" },
          },
          type: "card_error",
        })
      }
    )

    behavior(
      DECLINES,
      "a card that is declined shows the issuer's answer in the outcome of its Charge",
      async () => {
        const { id } = await tryCard("4000000000009995")
        const intent = await intentOf(shop.stripe, id)
        const charge = await chargeOf(shop.stripe, intent.id)
        expect(charge.outcome).toMatchObject({
          type: "issuer_declined",
          reason: "insufficient_funds",
          network_status: "declined_by_network",
          // Public logs; only a decline without a reason has other words.
          seller_message:
            "The bank returned the decline code `insufficient_funds`.",
        })
      }
    )

    behavior(
      RISK,
      "a card that Radar blocks never reaches the card network",
      async () => {
        const { id } = await tryCard("4100000000000019")
        const intent = await intentOf(shop.stripe, id)
        const charge = await chargeOf(shop.stripe, intent.id)
        expect(charge.outcome).toMatchObject({
          type: "blocked",
          reason: "highest_risk_level",
          risk_level: "highest",
          network_status: "not_sent_to_network",
          seller_message: "Stripe blocked this payment as too risky.",
        })
        expect(charge.fraud_details).toEqual({ stripe_report: "fraudulent" })
      }
    )

    behavior(
      DECLINES,
      "a card that is declined has no authorization, so its Charge has no capture_before",
      async () => {
        const { id } = await tryCard("4000000000000002")
        const intent = await intentOf(shop.stripe, id)
        const charge = await chargeOf(shop.stripe, intent.id)
        const card = charge.payment_method_details?.card
        expect(card?.capture_before).toBeUndefined()
        expect(card?.amount_authorized).toBeNull()
      }
    )

    behavior(
      TEST_CARDS,
      "a number that fails the Luhn check is rejected before anything is created",
      async () => {
        const happened = await eventsDuring(shop, async () => {
          const { outcome } = await tryCard("4242424242424241")
          expect(outcome).toMatchObject({
            outcome: "declined",
            declineCode: "incorrect_number",
            message: "Your card number is incorrect.",
          })
        })
        expect(happened).toEqual([])
      }
    )
  })

  describe("a card with 3D Secure", () => {
    for (const card of challenged) {
      behavior(
        TEST_CARDS,
        `${card} requires authentication and then pays`,
        async () => {
          const { id, outcome } = await tryCard(card)
          expect(outcome.outcome).toBe("requires_action")
          const waiting = await intentOf(shop.stripe, id)
          expect(waiting).toMatchObject({
            status: "requires_action",
            latest_charge: null,
          })
          expect(waiting.payment_method).toMatch(/^pm_/)
          await shop.controls.authenticate(id, "complete")
          const paid = await intentOf(shop.stripe, id)
          expect(paid).toMatchObject({
            status: "requires_capture",
            next_action: null,
            payment_method: waiting.payment_method,
          })
          const charge = await chargeOf(shop.stripe, paid.id)
          expect(
            charge.payment_method_details?.card?.three_d_secure
          ).toMatchObject({
            authentication_flow: "challenge",
            result: "authenticated",
          })
        }
      )
    }

    for (const [card, declineCode] of declinedAfterChallenge) {
      behavior(
        TEST_CARDS,
        `${card} is authenticated and then declined with ${declineCode}`,
        async () => {
          const { id } = await tryCard(card)
          const outcome = await shop.controls.authenticate(id, "complete")
          expect(outcome).toMatchObject({ outcome: "declined", declineCode })
        }
      )
    }

    behavior(
      THREE_D_SECURE,
      "a failed 3D Secure challenge leaves an error without a Charge",
      async () => {
        const { id } = await tryCard("4000002760003184")
        await shop.controls.authenticate(id, "fail")
        const intent = await intentOf(shop.stripe, id)
        expect(intent).toMatchObject({
          status: "requires_payment_method",
          latest_charge: null,
          payment_method: null,
          last_payment_error: {
            type: "invalid_request_error",
            code: "payment_intent_authentication_failure",
            message:
              "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
          },
        })
        expect(intent.last_payment_error?.charge).toBeUndefined()
      }
    )

    behavior(
      THREE_D_SECURE,
      "a closed 3D Secure challenge stays open, and another card can pay instead",
      async () => {
        const { id } = await tryCard("4000002760003184")
        await shop.controls.authenticate(id, "cancel")
        const waiting = await intentOf(shop.stripe, id)
        expect(waiting.status).toBe("requires_action")
        await shop.controls.pay(id)
        const paid = await intentOf(shop.stripe, id)
        expect(paid.status).toBe("requires_capture")
        expect(paid.payment_method).not.toBe(waiting.payment_method)
      }
    )
  })

  describe("the same card", () => {
    behavior(
      TEST_CARDS,
      "a card has the same fingerprint in every payment, different from other cards",
      async () => {
        const fingerprint = async (card: Card) => {
          const { id } = await payCart(shop, {}, card)
          const charge = await chargeOf(shop.stripe, id)
          return charge.payment_method_details?.card?.fingerprint
        }
        const first = await fingerprint("4242424242424242")
        expect(first).toMatch(/^\w{16}$/)
        expect(await fingerprint("4242424242424242")).toBe(first)
        expect(await fingerprint("5555555555554444")).not.toBe(first)
      }
    )
  })
}
