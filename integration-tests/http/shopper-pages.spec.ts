// cspell:disable
import { Modules } from "@medusajs/framework/utils"
import { Browser, textOf } from "../support/browser"
import { placeHeldOrder, type HeldOrder } from "../support/held-order"
import { whileNobodySynchronizes } from "../support/held-lease"
import { addShirts, reduceToOneShirt } from "../support/order-balance"
import { sql, synchronize } from "../support/order-records"
import { createPaymentLink, openLink } from "../support/payment-links"
import { PLENTY, setStock } from "../support/sold-out"
import {
  checkoutSessionsOf,
  openPage,
  payAtStripe,
  type Purchase,
  raiseTheTotal,
  startPurchase,
} from "../support/stripe-checkout"
import { describeStripeStore } from "../support/stripe-store"
import { waitUntil } from "../support/wait-until"
import { emptyTable, setAmount } from "./shopper-pages/change-cart"
import { expectPage, SHOP_NAME } from "./shopper-pages/expect-page"

describeStripeStore("A page that the plugin shows to shoppers", (store) => {
  beforeAll(async () => {
    const [shop] = (await store.admin.admin.store.list()).stores
    await store.admin.admin.store.update(shop?.id ?? "", { name: SHOP_NAME })
  })

  afterEach(async () => {
    await store.stripe.clearFaults()
    await store.stripe.webhooks.resume()
    await store.stripe.webhooks.idle()
  })

  const inLocale = async (locale: string): Promise<Purchase> => {
    const purchase = await startPurchase(store)
    await setLocale("cart", purchase.cart.id, locale)
    return purchase
  }

  const setLocale = (table: "cart" | "order", id: string, locale: string) =>
    sql(store, `update "${table}" set locale = :locale where id = :id`, {
      id,
      locale,
    })

  const follow = ({ browser, link }: Purchase) => browser.get(link)

  const returnOf = async ({ session }: Pick<Purchase, "session">) => {
    const page = (await checkoutSessionsOf(store, session.id)).at(-1)
    return `/stripe-checkout/return?session_id=${page?.id ?? ""}`
  }

  describe("is in the cart's language", () => {
    it("when the cart has changed", async () => {
      const purchase = await inLocale("de-AT")
      await raiseTheTotal(store, purchase)

      expectPage(await follow(purchase), {
        status: 409,
        language: "de",
        title: "Ihr Warenkorb hat sich geändert",
      })
    })

    it("when nothing can be delivered", async () => {
      const purchase = await inLocale("fr")
      await emptyTable(store, "cart_line_item", purchase)
      await setAmount(store, purchase, 20)

      expectPage(await follow(purchase), {
        status: 409,
        language: "fr",
        title: "Votre commande n’est pas encore complète",
      })
    })

    it("when nothing is due", async () => {
      const purchase = await inLocale("es")
      await emptyTable(store, "cart_line_item", purchase)
      await emptyTable(store, "cart_shipping_method", purchase)
      await setAmount(store, purchase, 0)

      expectPage(await follow(purchase), {
        status: 409,
        language: "es",
        title: "No hay nada que pagar",
      })
    })

    it("when the amount is too small, and names the limit as that language writes it", async () => {
      const purchase = await inLocale("nl-BE")
      await emptyTable(store, "cart_line_item", purchase)
      await sql(
        store,
        `update cart_shipping_method
            set amount = 0.4, raw_amount = '{"value":"0.4","precision":20}'
          where cart_id = :id`,
        { id: purchase.cart.id }
      )
      await setAmount(store, purchase, 0.4)

      const answer = await follow(purchase)

      expectPage(answer, {
        status: 422,
        language: "nl",
        title: "Dit bedrag kan hier niet worden betaald",
      })
      expect(textOf(answer.body)).toContain("<bdi>€\u00A00,50</bdi>")
    })

    it("when another visit is being served", async () => {
      const purchase = await inLocale("it")
      await openPage(purchase)

      const answer = await whileNobodySynchronizes(
        store,
        purchase.session.id,
        () => follow(purchase)
      )

      expectPage(answer, {
        status: 503,
        language: "it",
        title: "Un momento, per favore",
      })
      expect(answer.headers.get("refresh")).toBe(`3;url=${purchase.link}`)
    })

    it("after too many attempts", async () => {
      const purchase = await inLocale("ar")
      await store.stripe.dashboard.expireCheckoutSession(
        await openPage(purchase)
      )
      await sql(
        store,
        `update stripe_checkout_payment set checkout_session_attempt = 50
          where payment_session_id = :id`,
        { id: purchase.session.id }
      )

      expectPage(await follow(purchase), {
        status: 429,
        language: "ar",
        title: "بُدئت عملية الدفع هذه مرات كثيرة جدًا",
      })
    })

    it("while Stripe is down, with a way to try again and one back to the shop", async () => {
      const purchase = await inLocale("de")
      await store.stripe.failNext({
        kind: "http_500_before",
        path: "/v1/",
        times: 5,
      })

      const answer = await follow(purchase)

      expectPage(answer, {
        status: 503,
        language: "de",
        title: "Die Zahlungsseite ist gerade nicht erreichbar",
      })
      expect(textOf(answer.body)).toContain(
        `href="${purchase.link}">Erneut versuchen</a>`
      )
    })

    it("when Stripe refuses the payment", async () => {
      const purchase = await inLocale("fr-CA")
      await store.stripe.failNext({
        kind: "card_declined",
        path: "/v1/checkout",
      })

      expectPage(await follow(purchase), {
        status: 502,
        language: "fr",
        title: "Ce paiement n’a pas pu commencer",
      })
    })

    it("while a payment is being confirmed, and after a long wait", async () => {
      await store.stripe.webhooks.pause()
      const purchase = await inLocale("es-MX")
      const address = await payAtStripe(store, purchase)
      await store.stripe.failNext({
        kind: "http_500_before",
        path: "/v1/",
        times: 20,
      })

      const waiting = await purchase.browser.get(address)
      const tired = await purchase.browser.get(`${address}&tries=40`)
      await store.stripe.clearFaults()
      await synchronize(store, purchase.session.id)

      expectPage(waiting, {
        status: 200,
        language: "es",
        title: "Estamos confirmando tu pago",
      })
      expect(textOf(waiting.body)).toContain(
        `tries=40">Dejar de recargar esta página</a>`
      )
      expectPage(tired, {
        status: 200,
        language: "es",
        title: "Tu pago aún se está confirmando",
      })
    })

    it("while a paid cart cannot be placed", async () => {
      await store.stripe.webhooks.pause()
      const purchase = await inLocale("ar-EG")
      const address = await payAtStripe(store, purchase)
      await setStock(store, 0)

      const answer = await purchase.browser.get(address)
      await setStock(store, PLENTY)
      await synchronize(store, purchase.session.id)

      expectPage(answer, {
        status: 200,
        language: "ar",
        title: "لقد دفعت، ولكن تعذّر تسجيل طلبك حتى الآن",
      })
    })
  })

  describe("is in the order's language", () => {
    const placeOrderIn = async (locale: string): Promise<HeldOrder> => {
      const order = await placeHeldOrder(store)
      await setLocale("cart", order.cart.id, locale)
      await setLocale("order", order.orderId, locale)
      return order
    }

    it("for somebody else who opens a paid link", async () => {
      const order = await placeOrderIn("nl")

      expectPage(await new Browser(store).get(await returnOf(order)), {
        status: 200,
        language: "nl",
        title: "Bedankt, dit is betaald",
      })
    })

    it("after the hold was released, and at the links of a canceled order", async () => {
      const order = await placeOrderIn("de")
      await addShirts(store, order, 1)
      const link = await createPaymentLink(store, order)
      await openLink(store, link)
      const [asked] = await checkoutSessionsOf(store, link.payment_session_id)
      expect(asked).toMatchObject({
        locale: "de",
        line_items: [{ description: "Ihre Bestellung" }],
      })
      await store.admin.admin.order.cancel(order.orderId)
      await synchronize(store, order.session.id)

      expectPage(await order.browser.get(await returnOf(order)), {
        status: 200,
        language: "de",
        title: "Die Reservierung wurde aufgehoben",
      })
      expectPage(await new Browser(store).get(link.url), {
        status: 410,
        language: "de",
        title: "Diese Bestellung wurde storniert",
      })
    })

    it("at a link whose amount is no longer requested", async () => {
      const order = await placeOrderIn("es")
      await addShirts(store, order, 1)
      const link = await createPaymentLink(store, order)
      await openLink(store, link)
      await reduceToOneShirt(store, order)

      const answer = await waitUntil("the link to be closed", async () => {
        const reply = await new Browser(store).get(link.url)
        return reply.status === 410 && reply
      })

      expectPage(answer, {
        status: 410,
        language: "es",
        title: "Este enlace de pago ya no es válido",
      })
    })

    it("when the cart behind a payment is gone", async () => {
      const purchase = await inLocale("it")
      await openPage(purchase)
      await store.container
        .resolve(Modules.CART)
        .softDeleteCarts([purchase.cart.id])

      const answer = await purchase.browser.get(purchase.link, {
        "accept-language": "it-CH",
      })

      expectPage(answer, {
        status: 410,
        language: "it",
        title: "Questo pagamento è stato annullato",
      })
    })
  })

  describe("is in the browser's language", () => {
    it.each([
      ["fr-CH, fr;q=0.9, en;q=0.8", "fr", "Ce lien de paiement est inconnu"],
      ["pl, ar;q=0.9", "ar", "رابط الدفع هذا غير معروف"],
      ["ja", "en", "This payment link is not known"],
    ])("for an unknown link: %s", async (header, language, title) => {
      const answer = await new Browser(store).get(
        "/stripe-checkout/pay/payses_unknown",
        { "accept-language": header }
      )

      expectPage(answer, { status: 404, language, title })
    })

    it("for an unknown payment", async () => {
      const answer = await new Browser(store).get(
        "/stripe-checkout/return?session_id=cs_test_unknown",
        { "accept-language": "de" }
      )

      expectPage(answer, {
        status: 404,
        language: "de",
        title: "Diese Zahlung ist nicht bekannt",
      })
    })

    it("when the cart has no locale", async () => {
      const purchase = await startPurchase(store)
      await raiseTheTotal(store, purchase)

      const answer = await purchase.browser.get(purchase.link, {
        "accept-language": "it",
      })

      expectPage(answer, {
        status: 409,
        language: "it",
        title: "Il tuo carrello è cambiato",
      })
    })

    it("when the store itself fails, where Medusa would answer with JSON", async () => {
      const rename = (from: string, to: string) =>
        sql(store, `alter table ${from} rename to ${to}`)
      await rename("stripe_checkout_payment", "stripe_checkout_payment_away")

      const answers = await Promise.all(
        [
          "/stripe-checkout/pay/payses_any",
          "/stripe-checkout/return?session_id=cs_any",
        ].map((path) =>
          new Browser(store).get(path, { "accept-language": "es" })
        )
      )
      await rename("stripe_checkout_payment_away", "stripe_checkout_payment")

      for (const answer of answers) {
        expectPage(answer, {
          status: 500,
          language: "es",
          title: "Algo ha fallado en la tienda",
        })
        expect(textOf(answer.body)).not.toMatch(/relation|stripe_checkout_pay/)
      }
    })
  })
})
