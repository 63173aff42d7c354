import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { describeRefusals } from "./refusals"
import { cart, line, shopForEach, rawRequest, refusal } from "./shop"

const CUSTOMERS: Source = { section: "Customers" }
const COUPONS: Source = { section: "Coupons" }
const DISCOUNTS: Source = { section: "Discounts of Checkout" }
const ACCOUNT: Source = { section: "Account" }
const BALANCE: Source = { section: "Balance" }

export function describeCustomersAndCoupons(): void {
  const shop = shopForEach()

  const buy = (changes: Partial<Stripe.Checkout.SessionCreateParams>) =>
    shop.stripe.checkout.sessions.create(cart(changes))
  const fiveOff = (changes: Partial<Stripe.CouponCreateParams> = {}) =>
    shop.stripe.coupons.create({ amount_off: 500, currency: "eur", ...changes })
  const withCoupon = ({ id }: { id: string }, changes: object = {}) =>
    buy({ discounts: [{ coupon: id }], ...changes })

  describe("a customer", () => {
    behavior(CUSTOMERS, "an update changes only the given fields", async () => {
      const { id } = await shop.stripe.customers.create({
        name: "Ada",
        email: "ada@example.com",
      })
      const customer = await shop.stripe.customers.update(id, {
        name: "Ada L.",
        preferred_locales: ["en"],
      })
      expect(customer).toMatchObject({
        name: "Ada L.",
        email: "ada@example.com",
        preferred_locales: ["en"],
      })
    })

    for (const field of ["name", "email", "phone", "description"] as const) {
      behavior(CUSTOMERS, `an empty ${field} clears it`, async () => {
        const { id } = await shop.stripe.customers.create({
          [field]: "ada@example.com",
        })
        const customer = await shop.stripe.customers.update(id, { [field]: "" })
        expect(customer[field]).toBeNull()
      })
    }

    behavior(
      CUSTOMERS,
      "an address has every field, and an empty one clears it",
      async () => {
        const { id, address } = await shop.stripe.customers.create({
          address: { line1: "Ringstr. 1", city: "Berlin", country: "DE" },
        })
        expect(address).toEqual({
          line1: "Ringstr. 1",
          line2: null,
          city: "Berlin",
          state: null,
          postal_code: null,
          country: "DE",
        })
        const cleared = await shop.stripe.customers.update(id, { address: "" })
        expect(cleared.address).toBeNull()
      }
    )

    behavior(
      CUSTOMERS,
      "a list can be filtered by e-mail address, case-sensitively",
      async () => {
        const email = `Ada-${Date.now()}@example.com`
        const { id } = await shop.stripe.customers.create({ email })
        const found = await shop.stripe.customers.list({ email })
        expect(found.data.map((customer) => customer.id)).toEqual([id])
        const other = await shop.stripe.customers.list({
          email: email.toLowerCase(),
        })
        expect(other.data).toEqual([])
      }
    )

    behavior(
      CUSTOMERS,
      "a new customer keeps the address, and has no phone if it is empty",
      async () => {
        const address = { line1: "Ringstr. 1", city: "Berlin", country: "DE" }
        const customer = await shop.stripe.customers.create({
          address,
          phone: "",
        })
        expect(customer.phone).toBeNull()
        expect(customer.address).toMatchObject({ ...address, line2: null })
      }
    )

    behavior(CUSTOMERS, "an invalid e-mail address is rejected", async () => {
      const request = shop.stripe.customers.create({ email: "nobody" })
      expect(await refusal(request)).toMatchObject({
        code: "email_invalid",
        param: "email",
        message: "Invalid email address: nobody",
      })
    })

    behavior(CUSTOMERS, "deleting returns a stub", async () => {
      const { id } = await shop.stripe.customers.create({ name: "Ada" })
      const { body, status } = await rawRequest(shop, `/v1/customers/${id}`, {
        method: "DELETE",
      })
      expect(status).toBe(200)
      expect(body).toEqual({ id, object: "customer", deleted: true })
    })

    behavior(
      CUSTOMERS,
      "a deleted customer can be retrieved, as a stub, but is not listed",
      async () => {
        const { id } = await shop.stripe.customers.create({ name: "Ada" })
        await shop.stripe.customers.del(id)
        const found = await rawRequest(shop, `/v1/customers/${id}`)
        expect(found.body).toEqual({ id, object: "customer", deleted: true })
        const { data } = await shop.stripe.customers.list()
        expect(data.map((customer) => customer.id)).not.toContain(id)
      }
    )

    behavior(
      CUSTOMERS,
      "a deleted customer cannot be changed and cannot buy",
      async () => {
        const { id } = await shop.stripe.customers.create({ name: "Ada" })
        await shop.stripe.customers.del(id)
        const change = refusal(
          shop.stripe.customers.update(id, { name: "Eve" })
        )
        expect(await change).toMatchObject({
          statusCode: 404,
          code: "resource_missing",
          message: `No such customer: '${id}'`,
        })
        expect((await refusal(buy({ customer: id }))).param).toBe("customer")
      }
    )
  })

  describe("a coupon", () => {
    behavior(
      COUPONS,
      "a new coupon is valid, unused and applies once",
      async () => {
        const { id } = await fiveOff({ name: "Five off" })
        expect(await shop.stripe.coupons.retrieve(id)).toMatchObject({
          object: "coupon",
          amount_off: 500,
          percent_off: null,
          duration: "once",
          times_redeemed: 0,
          valid: true,
        })
      }
    )

    behavior(COUPONS, "a coupon's id can be chosen, once", async () => {
      const id = `SUMMER${Date.now()}`
      expect((await fiveOff({ id })).id).toBe(id)
      expect(await refusal(fiveOff({ id }))).toMatchObject({
        code: "resource_already_exists",
        message: "Coupon already exists.",
      })
    })

    behavior(COUPONS, "a deleted coupon no longer exists", async () => {
      const { id } = await fiveOff()
      expect(await shop.stripe.coupons.del(id)).toMatchObject({ deleted: true })
      expect(await refusal(shop.stripe.coupons.retrieve(id))).toMatchObject({
        statusCode: 404,
        message: `No such coupon: '${id}'`,
      })
    })

    describeRefusals(
      COUPONS,
      [
        [
          "a coupon without an amount or percentage is rejected",
          {},
          {
            code: "parameter_missing",
            message: "Must provide percent_off or amount_off.",
          },
        ],
        [
          "a coupon with an amount and a percentage is rejected",
          { amount_off: 500, currency: "eur", percent_off: 5 },
          {
            message:
              "Received both percent_off and amount_off parameters. Please pass in only one.",
          },
        ],
        [
          "an amount without a currency is rejected",
          { amount_off: 500 },
          {
            param: "currency",
            message: "You must pass currency when passing amount_off",
          },
        ],
        [
          "0 percent off is rejected",
          { percent_off: 0 },
          {
            message:
              "This value must be greater than or equal to 0.01 (it currently is '0.0').",
          },
        ],
        [
          "101 percent off is rejected",
          { percent_off: 101 },
          { param: "percent_off" },
        ],
        [
          "a name of 41 characters is rejected",
          { percent_off: 5, name: "x".repeat(41) },
          { param: "name" },
        ],
        [
          "a redeem_by in the past is rejected",
          { percent_off: 5, redeem_by: 1_700_000_000 },
          {
            param: "redeem_by",
            message:
              "The parameter `redeem_by` expects a unix timestamp representing a date and time in the future. You specified the value `1700000000` which is in the past.",
          },
        ],
      ],
      (params) => shop.stripe.coupons.create(params)
    )
  })

  describe("a discount", () => {
    behavior(
      DISCOUNTS,
      "a coupon is deducted from the total and allocated to the lines",
      async () => {
        const session = await withCoupon(await fiveOff(), {
          line_items: [line({ amount: 1000 }), line({ amount: 2000 })],
          expand: ["line_items"],
        })
        expect(session.amount_subtotal).toBe(3000)
        expect(session.amount_total).toBe(2500)
        expect(session.total_details?.amount_discount).toBe(500)
        const lines = session.line_items?.data ?? []
        expect(lines.map((item) => item.amount_discount)).toEqual([167, 333])
        expect(lines.map((item) => item.amount_total)).toEqual([833, 1667])
      }
    )

    behavior(DISCOUNTS, "percentages may have decimals", async () => {
      const coupon = await shop.stripe.coupons.create({ percent_off: 12.5 })
      expect((await withCoupon(coupon)).amount_total).toBe(2625)
    })

    behavior(DISCOUNTS, "a coupon can be expanded", async () => {
      const coupon = await fiveOff()
      const session = await withCoupon(coupon, { expand: ["discounts.coupon"] })
      expect(session.discounts).toMatchObject([
        { coupon: { id: coupon.id, amount_off: 500 }, promotion_code: null },
      ])
    })

    for (const position of [true, false]) {
      behavior(
        { ...DISCOUNTS, needs: "access to the emulator's state" },
        `a coupon ${position ? "discounts" : "does not discount"} the shipping when the switch is ${String(position)}`,
        async () => {
          await shop.controls.setSwitch("coupons_discount_shipping", position)
          const session = await withCoupon(
            await fiveOff({ amount_off: 3200 }),
            {
              shipping_options: [
                {
                  shipping_rate_data: {
                    display_name: "Post",
                    type: "fixed_amount",
                    fixed_amount: { amount: 500, currency: "eur" },
                  },
                },
              ],
            }
          )
          expect(session.amount_total).toBe(position ? 300 : 500)
          expect(session.shipping_cost?.amount_total).toBe(position ? 300 : 500)
        }
      )
    }

    behavior(DISCOUNTS, "two discounts are rejected", async () => {
      const { id } = await fiveOff()
      const discounts = [{ coupon: id }, { coupon: id }]
      expect((await refusal(buy({ discounts }))).param).toBe("discounts")
    })

    behavior(
      DISCOUNTS,
      "a discount together with allow_promotion_codes is rejected, even when that is false",
      async () => {
        const request = withCoupon(await fiveOff(), {
          allow_promotion_codes: false,
        })
        expect((await refusal(request)).message).toBe(
          "You may only specify one of these parameters: allow_promotion_codes, discounts."
        )
      }
    )

    behavior(
      DISCOUNTS,
      "a coupon that does not exist is rejected",
      async () => {
        expect(await refusal(withCoupon({ id: "NONE" }))).toMatchObject({
          statusCode: 400,
          code: "resource_missing",
          message: "No such coupon: 'NONE'",
        })
      }
    )

    behavior(
      DISCOUNTS,
      "a coupon of another currency is rejected",
      async () => {
        const coupon = await fiveOff({ currency: "usd" })
        expect((await refusal(withCoupon(coupon))).param).toBe(
          "discounts[0][coupon]"
        )
      }
    )

    behavior(
      { ...DISCOUNTS, needs: "a shopper on the hosted page" },
      "a coupon counts payments, not Checkout Sessions, and is rejected when it is used up",
      async () => {
        const coupon = await fiveOff({ max_redemptions: 1 })
        const first = await withCoupon(coupon)
        const second = await withCoupon(coupon)
        await shop.controls.pay(first.id)
        expect(await shop.stripe.coupons.retrieve(coupon.id)).toMatchObject({
          times_redeemed: 1,
          valid: false,
        })
        expect(second.status).toBe("open")
        expect((await refusal(withCoupon(coupon))).statusCode).toBe(400)
      }
    )

    behavior(
      { ...DISCOUNTS, needs: "a clock that can be advanced" },
      "an expired coupon is rejected",
      async () => {
        const now = await shop.controls.now()
        const coupon = await fiveOff({ redeem_by: now + 60 })
        await shop.controls.advanceClock(61)
        const { valid } = await shop.stripe.coupons.retrieve(coupon.id)
        expect(valid).toBe(false)
        const error = await refusal(withCoupon(coupon))
        expect(error.code).toBe("coupon_expired")
      }
    )
  })

  describe("the merchant", () => {
    behavior(ACCOUNT, "a key identifies its account", async () => {
      const { body } = await rawRequest(shop, "/v1/account")
      expect(body).toMatchObject({ object: "account", charges_enabled: true })
      expect(body.id).toMatch(/^acct_1/)
    })

    behavior(
      BALANCE,
      "the balance has an amount for the account's own currency, even when it is 0",
      async () => {
        const { available, object } = await shop.stripe.balance.retrieve()
        expect(object).toBe("balance")
        expect(available.length).toBeGreaterThan(0)
      }
    )
  })
}
