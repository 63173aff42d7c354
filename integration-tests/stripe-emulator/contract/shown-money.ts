import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { capturedPayment } from "./payments"
import { chargeOf, payCart, refusal, shopForEach } from "./shop"

const shopper = "a shopper on the hosted page"
const TRANSACTION: Source = {
  section: "The balance transaction object",
  needs: shopper,
}
const DESCRIPTOR: Source = { section: "Statement descriptors", needs: shopper }

/** What a merchant sees of a payment beside its amount. */
export function describeShownMoney(): void {
  const shop = shopForEach()

  const read = (id: string) =>
    shop.stripe.paymentIntents.retrieve(id, {
      expand: ["latest_charge.balance_transaction"],
    })

  async function transactionOf(id: string) {
    const { latest_charge: charge } = await read(id)
    return (charge as Stripe.Charge).balance_transaction
  }

  describe("a balance transaction", () => {
    behavior(
      TRANSACTION,
      "a captured Charge has one with Stripe's fee, in the Charge's own currency",
      async () => {
        const { id, latest_charge } = await capturedPayment(shop)
        expect(await transactionOf(id)).toMatchObject({
          object: "balance_transaction",
          amount: 3000,
          currency: "eur",
          exchange_rate: null,
          fee: 70,
          fee_details: [{ amount: 70, currency: "eur", type: "stripe_fee" }],
          net: 2930,
          source: latest_charge,
          type: "charge",
        })
      }
    )

    behavior(
      TRANSACTION,
      "a hold has none, and a capture of a part has one of that part",
      async () => {
        const held = await payCart(shop)
        expect(await transactionOf(held.id)).toBeNull()
        const { id } = await capturedPayment(shop, { amount: 1000 })
        expect(await transactionOf(id)).toMatchObject({ amount: 1000 })
      }
    )

    behavior(
      { ...TRANSACTION, needs: "the Dashboard" },
      "a converted Charge has amount, fee and net in the account's currency, with the rate",
      async () => {
        await shop.controls.money.settleIn("gbp", 0.8)
        const { id } = await capturedPayment(shop)
        expect(await transactionOf(id)).toMatchObject({
          amount: 2400,
          currency: "gbp",
          exchange_rate: 0.8,
          fee: 61,
          net: 2339,
        })
      }
    )

    behavior(
      TRANSACTION,
      "a refund has one of its own, and the Charge's stays as it is",
      async () => {
        const { id } = await capturedPayment(shop)
        const refund = await shop.stripe.refunds.create({
          payment_intent: id,
          amount: 500,
          expand: ["balance_transaction"],
        })
        expect(refund.balance_transaction).toMatchObject({
          amount: -500,
          fee: 0,
          net: -500,
          source: refund.id,
          type: "refund",
        })
        expect(await transactionOf(id)).toMatchObject({ net: 2930 })
      }
    )

    behavior(
      { section: "Permissions", needs: "the Dashboard" },
      "whoever may not read balance transactions cannot expand one, and gets nothing else either",
      async () => {
        const { id } = await capturedPayment(shop)
        await shop.controls.money.balancePermission("missing")
        expect(await refusal(read(id))).toMatchObject({
          statusCode: 403,
          message: expect.stringContaining(
            "'rak_balance_transaction_source_read'"
          ) as unknown,
        })
        expect((await chargeOf(shop.stripe, id)).balance_transaction).toMatch(
          /^txn_/
        )
        await shop.controls.money.balancePermission("granted")
        expect(await transactionOf(id)).toMatchObject({ amount: 3000 })
      }
    )
  })

  describe("what the shopper sees", () => {
    behavior(
      { section: "Receipts", needs: "the Dashboard" },
      "every successful payment has a receipt, and a number once it was sent",
      async () => {
        const { id } = await capturedPayment(shop)
        const before = await chargeOf(shop.stripe, id)
        expect(before.receipt_url).toMatch(
          /^https:[/][/]pay[.]stripe[.]com[/]receipts[/]/
        )
        expect(before.receipt_number).toBeNull()
        await shop.controls.money.sendReceipt(id)
        const after = await chargeOf(shop.stripe, id)
        expect(after.receipt_number).toMatch(/^\d{4}-\d{4}$/)
      }
    )

    behavior(
      DESCRIPTOR,
      "a card's statement shows the account's prefix, an asterisk and the suffix, 22 characters at most",
      async () => {
        const { id } = await payCart(shop)
        expect(
          (await chargeOf(shop.stripe, id)).calculated_statement_descriptor
        ).toBe("EMULATOR")
        await shop.stripe.paymentIntents.capture(id, {
          statement_descriptor_suffix: "LINEN AND COTTON",
        })
        expect(
          (await chargeOf(shop.stripe, id)).calculated_statement_descriptor
        ).toBe("EMULATOR* LINEN AND CO")
      }
    )

    behavior(
      { section: "Adaptive Pricing", needs: shopper },
      "what was shown in another currency stands beside the amount, which stays",
      async () => {
        const { id } = await capturedPayment(shop)
        expect(await read(id)).not.toHaveProperty("presentment_details")
        await shop.controls.money.present(id, 3450, "usd")
        const presented = {
          presentment_amount: 3450,
          presentment_currency: "usd",
        }
        expect(await read(id)).toMatchObject({
          amount: 3000,
          currency: "eur",
          presentment_details: presented,
          latest_charge: { presentment_details: presented },
        })
      }
    )
  })
}
