import { Modules } from "@medusajs/framework/utils"
import type { PaymentMethodsAnswer } from "../../src/api/admin/stripe-checkout/orders/payment-method-responses"
import type { HealthDescription } from "../../src/api/admin/stripe-checkout/health/responses"
import { debit } from "../support/bank-debits"
import { placeHeldOrder } from "../support/held-order"
import { only } from "../support/only"
import { addShirts } from "../support/order-balance"
import { cardPath, refusalOf } from "../support/order-card"
import { orderReads, ordersOfCart, sql } from "../support/order-records"
import { refundInAdmin } from "../support/paid-order"
import { createPaymentLink, openLink } from "../support/payment-links"
import { seedRegion } from "../support/seed-region"
import {
  checkoutSessionsOf,
  intentOf,
  openPage,
  payAtStripe,
  type Purchase,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntilIdle } from "../support/sweep"
import { waitUntil } from "../support/wait-until"

const EU = "pp_stripe-checkout_eu"
const DAY_SECONDS = 24 * 60 * 60

describeStripeStore(
  "A store whose pages differ by currency, sales channel and account",
  (store) => {
    beforeEach(() => store.stripe.setSwitch("sepa_debit", true))

    it("opens the usual page where nothing else is said", async () => {
      const purchase = await startPurchase(store)

      await openPage(purchase)

      expect(await pageOf(purchase)).toMatchObject({
        submit_type: "pay",
        phone_number_collection: { enabled: true },
        payment_method_types: ["card", "sepa_debit"],
      })
    })

    it("offers fewer payment methods in a sales channel, and the rest of the page stays", async () => {
      const purchase = await startPurchase(store)
      await sellWholesale("cart", purchase.cart.id)

      await openPage(purchase)

      expect(await pageOf(purchase)).toMatchObject({
        submit_type: "pay",
        phone_number_collection: { enabled: true },
        payment_method_types: ["card"],
      })
    })

    it("opens the page of the account that is paid", async () => {
      const purchase = await startPurchase(store, { providerId: EU })

      await openPage(purchase)

      expect(await pageOf(purchase)).toMatchObject({ submit_type: "donate" })
    })

    it("captures at once in one currency, and holds in the others", async () => {
      const region = await seedRegion(store, {
        currencyCode: "gbp",
        country: "gb",
        shirt: 80,
        delivery: 10,
      })
      const purchase = await startPurchase(store, { region })

      await purchase.browser.get(await payAtStripe(store, purchase))

      expect(await pageOf(purchase)).toMatchObject({ submit_type: "book" })
      const orderId = await waitUntil("the order to be placed", async () =>
        only(await ordersOfCart(store, purchase.cart.id))
      )
      await orderReads(store, orderId, "paid")
      expect(await intentOf(store, purchase.session.id)).toMatchObject({
        status: "succeeded",
        amount_received: 9000,
      })
    })

    it("opens a payment link with the page of the order's sales channel", async () => {
      const order = await placeHeldOrder(store)
      await addShirts(store, order, 1)
      await sellWholesale("order", order.orderId)
      const link = await createPaymentLink(store, order)

      await openLink(store, link)

      const page = only(
        await checkoutSessionsOf(store, link.payment_session_id)
      )
      expect(page.payment_method_types).toEqual(["card"])
    })

    it("reports once that its options name a region that does not exist", async () => {
      const { accounts } = await store.admin.client.fetch<HealthDescription>(
        "/admin/stripe-checkout/health"
      )

      const reported = accounts.map(({ account, problems }) => [
        account,
        problems.filter((problem) => problem.includes("do not exist")),
      ])
      expect(reported).toEqual([
        ["default", [expect.stringContaining("do not exist: reg_nowhere.")]],
        ["eu", []],
      ])
    })

    it("says until when a debit can be refunded, and Stripe's answer to a refund after that", async () => {
      const { order, orderId } = await paidDebit()
      const refund = await refundOf(orderId)
      expect(refund?.is_possible).toBe(true)
      const daysLeft =
        (Date.parse(String(refund?.until)) - Date.now()) / (DAY_SECONDS * 1000)
      expect(Math.round(daysLeft)).toBe(180)
      await refundInAdmin(store, order, 10)
      await waitUntilIdle(store)

      await store.stripe.advanceClock(200 * DAY_SECONDS)

      const late = await refusalOf(refundInAdmin(store, order, 10))
      expect(late.message).toMatch(
        /can no longer be refunded.*\(charge_not_refundable\)/
      )
    })

    async function pageOf({ session }: Purchase) {
      return only(await checkoutSessionsOf(store, session.id))
    }

    async function sellWholesale(
      table: "cart" | "order",
      id: string
    ): Promise<void> {
      const channels = store.container.resolve(Modules.SALES_CHANNEL)
      const known = await channels.listSalesChannels({ id: "sc_wholesale" })
      if (!known.length) {
        const channel = { id: "sc_wholesale", name: "Wholesale" }
        await channels.createSalesChannels(channel)
      }
      await sql(
        store,
        `update "${table}" set sales_channel_id = 'sc_wholesale' where id = :id returning id`,
        { id }
      )
    }

    async function paidDebit() {
      const order = await startPurchase(store)
      const page = await debit(store, order)
      await store.stripe.settleDebit(page, "succeeded")
      const orderId = await waitUntil("the order to be placed", async () =>
        (await ordersOfCart(store, order.cart.id)).at(0)
      )
      await orderReads(store, orderId, "paid")
      await waitUntilIdle(store)
      return { order, orderId }
    }

    async function refundOf(orderId: string) {
      const { payment_methods } =
        await store.admin.client.fetch<PaymentMethodsAnswer>(
          `${cardPath(orderId)}/payment-methods`
        )
      return only(payment_methods).refund
    }
  },
  {
    captureMethod: "manual_where_possible",
    accounts: {
      eu: {
        apiKey: "sk_test_second",
        webhookSecret: "whsec_of_the_second_account",
      },
    },
    checkout: {
      submit_type: "pay",
      phone_number_collection: { enabled: true },
    },
    checkoutFor: [
      {
        salesChannels: ["sc_wholesale"],
        checkout: { excluded_payment_method_types: ["sepa_debit"] },
      },
      {
        currencies: ["gbp"],
        captureMethod: "automatic",
        checkout: { submit_type: "book" },
      },
      { accounts: ["eu"], checkout: { submit_type: "donate" } },
      { regions: ["reg_nowhere"], checkout: { submit_type: "book" } },
    ],
  }
)
