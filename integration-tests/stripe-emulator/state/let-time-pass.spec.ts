import Stripe from "stripe"
import { startStripeEmulator, type StripeEmulator } from "../server"

const DAY = 86_400

describe("A shop that keeps time with the emulator", () => {
  const older: number[] = []
  let emulator: StripeEmulator
  let stripe: Stripe

  beforeAll(async () => {
    emulator = await startStripeEmulator({
      businessName: "Harbour & Hill",
      makeShopOlder: (seconds) => {
        older.push(seconds)
        return Promise.resolve()
      },
    })
    stripe = new Stripe("sk_test_shop", {
      host: "127.0.0.1",
      port: emulator.port,
      protocol: "http",
    })
  })
  afterAll(() => emulator.close())

  it("sees a hold come near its end while the clock stays right, and then lapse", async () => {
    const held = await hold()
    const end = await captureBefore(held)

    await emulator.controls.advanceClock(5 * DAY)

    expect(await captureBefore(held)).toBe(end - 5 * DAY)
    const { created, status } = await stripe.paymentIntents.retrieve(held)
    expect(status).toBe("requires_capture")
    expect(Math.abs(created + 5 * DAY - Date.now() / 1000)).toBeLessThan(60)
    expect(
      Math.abs((await emulator.controls.now()) - Date.now() / 1000)
    ).toBeLessThan(5)

    await emulator.controls.advanceClock(3 * DAY)

    const lapsed = await stripe.paymentIntents.retrieve(held)
    expect(lapsed.status).toBe("canceled")
    // A day ago, when it was due.
    expect(
      Math.abs(Number(lapsed.canceled_at) + DAY - Date.now() / 1000)
    ).toBeLessThan(60)
    expect(older).toEqual([5 * DAY, 3 * DAY])
  })

  it("is called by its name on the hosted page", async () => {
    const { url } = await open()

    expect(await (await fetch(String(url))).text()).toContain(
      "<title>Pay Harbour &amp; Hill</title>"
    )
  })

  async function hold(): Promise<string> {
    const { id } = await open()
    await emulator.controls.pay(id, {})
    const { payment_intent } = await stripe.checkout.sessions.retrieve(id)
    return payment_intent as string
  }

  async function open(): Promise<Stripe.Checkout.Session> {
    return stripe.checkout.sessions.create({
      mode: "payment",
      success_url: "https://shop.example/thanks",
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: "eur",
            unit_amount: 3000,
            product_data: { name: "Shirt" },
          },
        },
      ],
      payment_intent_data: { capture_method: "manual" },
    })
  }

  async function captureBefore(id: string): Promise<number> {
    const { latest_charge } = await stripe.paymentIntents.retrieve(id, {
      expand: ["latest_charge"],
    })
    const charge = latest_charge as Stripe.Charge
    return Number(charge.payment_method_details?.card?.capture_before)
  }
})
