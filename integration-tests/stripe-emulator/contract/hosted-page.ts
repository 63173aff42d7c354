import type Stripe from "stripe"
import { behavior } from "./behavior"
import { FORM, on, shopperOf, pageOf } from "./hosted-page-shopper"
import { shopForEach } from "./shop"
import { listenSlowly, withoutTenSeconds } from "./slow-webhook"

const PAGE = on("How Checkout works")

export function describeHostedPage(): void {
  const shop = shopForEach()
  const shopper = shopperOf(shop)

  const ledger = () => shop.controls.ledger()
  const completeChallenge = (session: Stripe.Checkout.Session) =>
    shopper.answerBank(session, "complete")

  describe("paying on the hosted page", () => {
    behavior(
      on("Create a Checkout Session"),
      "paying sends the shopper to success_url with the session's id",
      async () => {
        const session = await shopper.open()
        const answer = await shopper.submit(session)
        expect(answer.status).toBe(303)
        expect(answer.headers.get("location")).toBe(
          `https://shop.example/return?session_id=${session.id}`
        )
      }
    )

    behavior(
      on("Fulfill orders"),
      "the shopper is redirected once the shop's webhook has answered",
      async () => {
        const webhook = await listenSlowly(shop, 150)
        const answer = await shopper.submit(await shopper.open())
        expect(answer.status).toBe(303)
        expect(webhook.hasAnswered()).toBe(true)
        await webhook.close()
      }
    )

    behavior(
      on("Fulfill orders"),
      "the shopper is redirected after 10 seconds without an answer of the webhook",
      async () => {
        const webhook = await listenSlowly(shop, Infinity)
        const session = await shopper.open()
        const answer = await withoutTenSeconds(() => shopper.submit(session))
        expect(answer.status).toBe(303)
        await webhook.close()
      }
    )

    behavior(
      on("Declines"),
      "a decline shows Stripe's message, and the session stays payable with the same PaymentIntent",
      async () => {
        const declines = {
          "4000000000000002": "Your card was declined.",
          "4000000000009995": "Your card has insufficient funds.",
          "4000000000000069": "Your card has expired.",
          "4000000000000127": "Your card&#39;s security code is incorrect.",
          "4000000000000119":
            "An error occurred while processing your card. Try again in a little bit.",
        }
        const session = await shopper.open()
        for (const [number, words] of Object.entries(declines)) {
          const declined = await shopper.submit(session, { number })
          expect(declined.status).toBe(402)
          expect(await declined.text()).toContain(words)
        }
        expect((await shopper.submit(session)).status).toBe(303)
        expect((await ledger()).payment_intents).toHaveLength(1)
      }
    )

    behavior(
      on("Test cards"),
      "a card that is not a test card is rejected",
      async () => {
        const answer = await shopper.submit(await shopper.open(), {
          number: "4111111111111111",
        })
        expect(await answer.text()).toContain("used a non test card")
      }
    )

    behavior(
      PAGE,
      "incomplete, impossible and expired card details are rejected before the issuer is asked",
      async () => {
        const session = await shopper.open()
        const wrong = {
          "Your card number is incomplete.": { number: "4242" },
          "Your card number is invalid.": { number: "4242424242424241" },
          "Your card&#39;s expiration date is incomplete.": {
            expiry: "13 / 30",
          },
          "Your card&#39;s expiration year is in the past.": {
            expiry: "12 / 20",
          },
          "Your card&#39;s security code is incomplete.": { cvc: "12" },
          "Your email is incomplete.": { email: "shopper@" },
        }
        for (const [words, changes] of Object.entries(wrong)) {
          const answer = await shopper.submit(session, changes)
          expect(await answer.text()).toContain(words)
        }
        expect((await ledger()).payment_intents).toHaveLength(0)
      }
    )

    behavior(
      PAGE,
      "American Express has 15 digits and a security code of four, other brands have one of three",
      async () => {
        const amex = { number: "3782 822463 10005", cvc: "1234" }
        const session = await shopper.open()
        const tooShort = await shopper.submit(session, { ...amex, cvc: "123" })
        expect(await tooShort.text()).toContain("security code is incomplete")
        const tooLong = await shopper.submit(session, { cvc: "1234" })
        expect(await tooLong.text()).toContain("security code is incomplete")
        expect((await shopper.submit(session, amex)).status).toBe(303)
      }
    )

    behavior(PAGE, "a card that expired last month is rejected", async () => {
      const session = await shopper.open()
      const now = new Date((await shop.controls.now()) * 1000)
      const lastMonth = new Date(
        Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1)
      )
      const answer = await shopper.submit(session, {
        expiry: lastMonth.toISOString().replace(/^20(\d\d)-(\d\d).*/, "$2/$1"),
      })
      expect(await answer.text()).toContain("is in the past.")
    })

    behavior(
      PAGE,
      "the hosted page works without JavaScript: it keeps the input except the security code, and focuses the error",
      async () => {
        const page = await (
          await shopper.submit(await shopper.open(), { expiry: "1" })
        ).text()
        expect(page).toContain('value="4242 4242 4242 4242"')
        expect(page).toContain('value="Test Shopper"')
        expect(page).not.toContain('value="123"')
        expect(page).toMatch(/<input\s+id="expiry"[^>]*autofocus/)
        expect(page).toMatch(/<input\s+id="expiry"[^>]*aria-invalid="true"/)
      }
    )

    behavior(
      on("No-cost orders"),
      "a total of 0 needs no card and completes without a PaymentIntent",
      async () => {
        const session = await shopper.openLine({ unit_amount: 0 })
        expect(await shopper.visit(session.url)).not.toContain("Card number")
        const { email } = FORM
        const answer = await shopper.send(session, { email })
        expect(answer.status).toBe(303)
        const done = await shop.stripe.checkout.sessions.retrieve(session.id)
        expect(done).toMatchObject({
          status: "complete",
          payment_status: "no_payment_required",
          payment_intent: null,
        })
        const events = await shop.controls.events()
        // A customer, even if nobody asked for one: Stripe's documentation.
        expect(events.map(({ type }) => type)).toEqual([
          "customer.created",
          "checkout.session.completed",
        ])
        expect(done.customer).toMatch(/^cus_/)
      }
    )

    behavior(
      on("Collect phone numbers"),
      "the hosted page collects a phone number if the shop asks for one",
      async () => {
        const session = await shopper.open({
          phone_number_collection: { enabled: true },
        })
        const without = await shopper.submit(session)
        expect(await without.text()).toContain("Enter your phone number.")
        await shopper.submit(session, { phone: "+49 30 1234567" })
        const paid = await shop.stripe.checkout.sessions.retrieve(session.id)
        expect(paid.customer_details?.phone).toBe("+49 30 1234567")
      }
    )

    behavior(
      on("Create a Checkout Session"),
      "the shopper cannot change an e-mail address from customer_email",
      async () => {
        const session = await shopper.open({
          customer_email: "known@example.com",
        })
        expect(await shopper.visit(session.url)).toContain("readonly")
        await shopper.submit(session, { email: "other@example.com" })
        const paid = await shop.stripe.checkout.sessions.retrieve(session.id)
        expect(paid.customer_details?.email).toBe("known@example.com")
      }
    )
  })

  describe("the bank's challenge", () => {
    const number = "4000002760003184"

    behavior(
      on("3D Secure"),
      "the challenge has its own page, and completing it pays",
      async () => {
        const session = await shopper.open()
        const challenged = await shopper.submit(session, { number })
        const bank = challenged.headers.get("location")
        expect(await shopper.visit(bank)).toContain("3D Secure test page")
        const done = await completeChallenge(session)
        expect(done.headers.get("location")).toContain(
          `session_id=${session.id}`
        )
      }
    )

    behavior(
      on("3D Secure"),
      "a failed or canceled challenge leads back to a page that can still be paid",
      async () => {
        const session = await shopper.open()
        for (const outcome of ["fail", "cancel"] as const) {
          await shopper.submit(session, { number })
          const answer = await shopper.answerBank(session, outcome)
          expect(answer.headers.get("location")).toBe(pathOf(session))
          expect(await shopper.visit(session.url)).toContain(
            "We are unable to authenticate your payment method."
          )
          expect(await shopper.visit(session.url)).not.toContain(
            "We are unable"
          )
        }
        expect((await ledger()).charges).toHaveLength(0)
        expect((await shopper.submit(session)).status).toBe(303)
      }
    )

    behavior(
      on("3D Secure"),
      "the challenge can be reloaded until it is answered",
      async () => {
        const session = await shopper.open()
        const bank = `${pageOf(session)}/authenticate`
        await shopper.submit(session, { number })
        expect(await shopper.visit(bank)).toContain("3D Secure test page")
        expect(await shopper.visit(bank)).toContain("3D Secure test page")
        await shopper.answerBank(session, "fail")
        expect(await shopper.visit(bank)).toContain("Payment details")
      }
    )

    behavior(
      on("3D Secure"),
      "the challenge is void once another card was tried in a second tab",
      async () => {
        const session = await shopper.open()
        await shopper.submit(session, { number })
        await shopper.submit(session, { number: "4000000000000002" })
        const late = await completeChallenge(session)
        expect(late.headers.get("location")).toBe(pathOf(session))
        const { checkout_sessions: sessions, payment_intents: intents } =
          await ledger()
        expect(sessions[0]?.status).toBe("open")
        expect(intents[0]).toMatchObject({
          status: "requires_payment_method",
          next_action: null,
        })
      }
    )
  })

  describe("a finished payment", () => {
    behavior(
      on("Expire a Checkout Session"),
      "an expired session shows so on its page, and can no longer be paid",
      async () => {
        const session = await shopper.open()
        await shop.stripe.checkout.sessions.expire(session.id)
        const page = await shopper.visit(session.url)
        expect(page).toContain("This page has expired")
        expect(page).toContain('href="https://shop.example/cart"')
        expect((await shopper.submit(session)).status).toBe(410)
        expect((await ledger()).charges).toHaveLength(0)
      }
    )

    behavior(
      { ...PAGE, needs: "a clock that can be advanced" },
      "a session cannot be paid one second after it expired, on the page or at the bank",
      async () => {
        const session = await shopper.open()
        await shopper.submit(session, { number: "4000002760003184" })
        const left = session.expires_at - (await shop.controls.now())
        await shop.controls.advanceClock(left + 1)
        expect((await shopper.submit(session)).status).toBe(410)
        expect((await completeChallenge(session)).status).toBe(410)
        expect((await ledger()).charges).toHaveLength(0)
      }
    )

    behavior(
      PAGE,
      "a paid session shows so on its page, and cannot be paid twice",
      async () => {
        const session = await shopper.open()
        await shopper.submit(session)
        const page = await shopper.visit(session.url)
        expect(page).toContain("all done here")
        expect(page).toContain(`session_id=${session.id}`)
        await shopper.submit(session)
        expect((await ledger()).charges).toHaveLength(1)
      }
    )

    behavior(
      PAGE,
      "two tabs at the same moment pay a session once",
      async () => {
        const session = await shopper.open()
        const answers = await Promise.all(
          Array.from({ length: 5 }, () => shopper.submit(session))
        )
        const statuses = answers.map(({ status }) => status)
        expect(statuses.sort()).toEqual([200, 200, 200, 200, 303])
        expect((await ledger()).charges).toHaveLength(1)
      }
    )

    behavior(
      PAGE,
      "an unknown Checkout Session has no page, and only a browser's methods are allowed",
      async () => {
        const session = await shopper.open()
        const unknown = (session.url ?? "").replace(session.id, "cs_test_none")
        expect((await fetch(unknown)).status).toBe(404)
        const head = await fetch(session.url ?? "", { method: "HEAD" })
        expect(head.status).toBe(200)
        expect(await head.text()).toBe("")
        const put = await fetch(session.url ?? "", { method: "PUT", body: "x" })
        expect(put.status).toBe(405)
        expect(put.headers.get("allow")).toBe("GET, HEAD, POST")
      }
    )
  })
}

/** Where the browser finds the page again, with the fragment. */
function pathOf({ url }: Stripe.Checkout.Session): string {
  const { hash, pathname } = new URL(url ?? "")
  return `${pathname}${hash}`
}
