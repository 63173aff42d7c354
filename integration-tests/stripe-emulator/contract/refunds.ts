import type { Shop } from "./shop"
import { chargeOf, openShop, payCart, refusal } from "./shop"
import type { Source } from "./behavior"
import { behavior } from "./behavior"

const CREATE_A_REFUND: Source = {
  section: "Create a refund",
  needs: "a shopper on the page",
}

export function describeRefunds(): void {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop()
  })
  beforeEach(() => shop.startAfresh())
  afterAll(() => shop.close())

  const refund = (paymentIntent: string, amount?: number) =>
    shop.stripe.refunds.create({
      payment_intent: paymentIntent,
      ...(amount === undefined ? {} : { amount }),
    })

  async function captured(amount?: number, card?: string): Promise<string> {
    const { id } = await payCart(shop, {}, card)
    await shop.controls.dashboard.capture(id, amount)
    return id
  }

  describe("a refund", () => {
    behavior(
      CREATE_A_REFUND,
      "returns everything unless told otherwise, as the refund endpoint documents",
      async () => {
        const id = await captured()
        expect(await refund(id)).toMatchObject({
          amount: 3000,
          status: "succeeded",
        })
        expect(await chargeOf(shop.stripe, id)).toMatchObject({
          refunded: true,
          amount_refunded: 3000,
        })
      }
    )

    behavior(
      CREATE_A_REFUND,
      "may come in parts up to what was captured, as partial refunds document",
      async () => {
        const id = await captured()
        await refund(id, 1000)
        await refund(id, 2000)
        const error = await refusal(refund(id, 1))
        expect(error.code).toBe("charge_already_refunded")
      }
    )

    behavior(
      CREATE_A_REFUND,
      "of too much is refused in Stripe's words, without a code",
      async () => {
        const id = await captured(2000)
        const error = await refusal(refund(id, 2500))
        expect(error.code).toBeUndefined()
        expect(error.param).toBe("amount")
        expect(error.message).toBe(
          "Refund amount (€25.00) is greater than unrefunded amount on charge (€20.00)"
        )
      }
    )

    behavior(
      CREATE_A_REFUND,
      "after a partial capture returns only what was captured, whatever was released",
      async () => {
        const id = await captured(2000)
        expect((await refund(id)).amount).toBe(2000)
      }
    )

    behavior(
      CREATE_A_REFUND,
      "of a part leaves the Charge not fully refunded, whatever was released",
      async () => {
        const id = await captured(2000)
        await refund(id, 1500)
        const charge = await chargeOf(shop.stripe, id)
        expect(charge).toMatchObject({ refunded: false, amount_refunded: 2500 })
      }
    )

    behavior(
      CREATE_A_REFUND,
      "of held money is refused, as refunds of uncaptured payments document",
      async () => {
        const { id } = await payCart(shop)
        expect((await refusal(refund(id))).message).toContain(
          "You must cancel the PaymentIntent"
        )
      }
    )

    behavior(
      CREATE_A_REFUND,
      "of a canceled PaymentIntent is refused in Stripe's words",
      async () => {
        const { id } = await payCart(shop)
        await shop.controls.dashboard.cancel(id)
        expect((await refusal(refund(id))).message).toBe(
          `This PaymentIntent (${id}) does not have a successful charge to refund.`
        )
      }
    )

    behavior(
      CREATE_A_REFUND,
      "needs to know what to refund, as the refund endpoint documents",
      async () => {
        expect((await refusal(shop.stripe.refunds.create({}))).statusCode).toBe(
          400
        )
      }
    )

    behavior(
      CREATE_A_REFUND,
      "knows only Stripe's own reasons, as reason documents",
      async () => {
        const id = await captured()
        const request = shop.stripe.refunds.create({
          payment_intent: id,
          reason: "other",
        })
        expect((await refusal(request)).param).toBe("reason")
      }
    )

    behavior(
      CREATE_A_REFUND,
      "is listed for its PaymentIntent with its metadata, as the list filter documents",
      async () => {
        const id = await captured()
        await shop.stripe.refunds.create({
          payment_intent: id,
          amount: 500,
          metadata: { refund_id: "r1" },
        })
        const { data } = await shop.stripe.refunds.list({ payment_intent: id })
        expect(data.map(({ metadata }) => metadata)).toEqual([
          { refund_id: "r1" },
        ])
      }
    )

    behavior(
      CREATE_A_REFUND,
      "can fail later and gives the money back to the merchant, as refund.failed documents",
      async () => {
        const id = await captured(undefined, "4000000000005126")
        const { id: refundId } = await refund(id)
        await shop.controls.advanceClock(60)
        expect((await shop.stripe.refunds.retrieve(refundId)).status).toBe(
          "failed"
        )
        expect((await chargeOf(shop.stripe, id)).amount_refunded).toBe(0)
        expect(
          (await shop.controls.events({ type: "refund.failed" })).length
        ).toBe(1)
      }
    )

    behavior(
      CREATE_A_REFUND,
      "can succeed later, as pending refunds document",
      async () => {
        const id = await captured(undefined, "4000000000007726")
        const { id: refundId, status } = await refund(id)
        expect(status).toBe("pending")
        await shop.controls.advanceClock(60)
        expect((await shop.stripe.refunds.retrieve(refundId)).status).toBe(
          "succeeded"
        )
      }
    )

    behavior(
      CREATE_A_REFUND,
      "stays pending while the balance is short, as pending_reason documents",
      async () => {
        await shop.controls.setSwitch("balance_covers_refunds", false)
        expect(await refund(await captured())).toMatchObject({
          status: "pending",
          pending_reason: "insufficient_funds",
        })
      }
    )

    behavior(
      CREATE_A_REFUND,
      "of disputed money is refused, as error code charge_disputed documents",
      async () => {
        const id = await captured(undefined, "4000000000000259")
        expect((await refusal(refund(id))).code).toBe("charge_disputed")
      }
    )

    behavior(
      CREATE_A_REFUND,
      "that is done cannot be canceled, as the cancel endpoint documents",
      async () => {
        const { id } = await refund(await captured())
        expect((await refusal(shop.stripe.refunds.cancel(id))).statusCode).toBe(
          400
        )
      }
    )
  })
}
