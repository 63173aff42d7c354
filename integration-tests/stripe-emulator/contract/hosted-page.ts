import type Stripe from "stripe"
import type { Shop } from "./shop"
import { cart, line, openShop } from "./shop"
import type { Source } from "./behavior"
import { behavior } from "./behavior"

const HOW_CHECKOUT_WORKS: Source = {
  section: "How Checkout works",
  needs: "a shopper on the page",
}

export function describeHostedPage(): void {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop()
  })
  beforeEach(() => shop.startAfresh())
  afterAll(() => shop.close())

  const card = {
    email: "shopper@example.com",
    number: "4242 4242 4242 4242",
    expiry: "12 / 34",
    cvc: "123",
    name: "Test Shopper",
  }

  const open = (changes = {}) =>
    shop.stripe.checkout.sessions.create(cart(changes))
  const visit = async (url: string | null) => (await fetch(url ?? "")).text()
  const submit = (
    session: Stripe.Checkout.Session,
    changes: Partial<typeof card> = {}
  ) =>
    fetch(session.url ?? "", {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ ...card, ...changes }),
    })

  describe("the hosted page", () => {
    behavior(
      HOW_CHECKOUT_WORKS,
      "shows lines, total and that no real money moves",
      async () => {
        const page = await visit((await open()).url)
        expect(page).toContain("Shirt")
        expect(page).toContain("€30.00")
        expect(page).toContain("Emulator. No real money moves.")
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "shows names as text, whatever they contain",
      async () => {
        const lines = [line({ amount: 100, name: "<script>alert(1)</script>" })]
        const page = await visit((await open({ line_items: lines })).url)
        expect(page).not.toContain("<script>alert")
        expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;")
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "sends a paying shopper to success_url with the session's id, as Checkout documents",
      async () => {
        const session = await open()
        const answer = await submit(session)
        expect(answer.status).toBe(303)
        expect(answer.headers.get("location")).toBe(
          `https://shop.example/return?session_id=${session.id}`
        )
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "tells of a decline in Stripe's words and stays payable",
      async () => {
        const session = await open()
        const declined = await submit(session, { number: "4000000000009995" })
        expect(await declined.text()).toContain(
          "Your card has insufficient funds."
        )
        expect((await submit(session)).status).toBe(303)
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "refuses incomplete card details before it asks anybody",
      async () => {
        const answer = await submit(await open(), {
          number: "4242",
          expiry: "1",
        })
        expect(await answer.text()).toContain("Your card number is incomplete.")
        expect((await shop.controls.ledger()).payment_intents).toHaveLength(0)
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "refuses a card that is not a test card, as test mode does",
      async () => {
        const answer = await submit(await open(), {
          number: "4111111111111111",
        })
        expect(await answer.text()).toContain("used a non test card")
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "does not let the shopper change an e-mail address that the shop gave, as customer_email documents",
      async () => {
        const session = await open({ customer_email: "known@example.com" })
        expect(await visit(session.url)).toContain("readonly")
        await submit(session, { email: "other@example.com" })
        const paid = await shop.stripe.checkout.sessions.retrieve(session.id)
        expect(paid.customer_details?.email).toBe("known@example.com")
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "says that it expired, and takes no money any more",
      async () => {
        const session = await open()
        await shop.stripe.checkout.sessions.expire(session.id)
        expect(await visit(session.url)).toContain("This page has expired")
        expect((await submit(session)).status).toBe(410)
        expect((await shop.controls.ledger()).charges).toHaveLength(0)
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "says that it was paid already, and takes no money twice",
      async () => {
        const session = await open()
        await submit(session)
        expect(await visit(session.url)).toContain("all done here")
        await submit(session)
        expect((await shop.controls.ledger()).charges).toHaveLength(1)
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "asks for 3D Secure on a page of its own, and completing it pays",
      async () => {
        const session = await open()
        const challenged = await submit(session, { number: "4000002760003184" })
        const bank = challenged.headers.get("location") ?? ""
        expect(await visit(bank)).toContain("3D Secure test page")
        const done = await fetch(bank, {
          method: "POST",
          redirect: "manual",
          body: new URLSearchParams({ outcome: "complete" }),
        })
        expect(done.headers.get("location")).toContain(
          `session_id=${session.id}`
        )
      }
    )

    behavior(
      HOW_CHECKOUT_WORKS,
      "stands behind a control page that can capture what was paid",
      async () => {
        const session = await open()
        await submit(session)
        const page = await visit(`${shop.emulator.url}/_emulator`)
        expect(page).toContain("requires_capture")
        const [intent] = (await shop.controls.ledger()).payment_intents
        await fetch(`${shop.emulator.url}/_emulator/dashboard/capture`, {
          method: "POST",
          body: new URLSearchParams({
            payment_intent: intent?.id ?? "",
            amount: "1000",
          }),
        })
        const [captured] = (await shop.controls.ledger()).payment_intents
        expect(captured?.amount_received).toBe(1000)
      }
    )
  })
}
