import { withoutOptionalDetails } from "../purchase"
import { aPurchase } from "./a-purchase"

const PURCHASE = aPurchase()

describe("A purchase that Stripe refuses for its decoration", () => {
  it.each([
    "payment_intent_data[shipping][address][country]",
    "line_items[0][price_data][product_data][images][0]",
    "line_items[3][price_data][product_data][description]",
    "locale",
  ])("(%s) can be paid without it, at the same amount", (param) => {
    expect(withoutOptionalDetails(PURCHASE, param)).toMatchObject({
      amount: 12000,
      lines: [
        {
          name: "Shirt",
          description: null,
          imageUrl: null,
          quantity: 2,
          unitAmount: 5000,
        },
        { name: "Delivery", unitAmount: 2000 },
      ],
      shipping: null,
      locale: null,
      email: "ada@example.com",
    })
  })

  it("leaves the e-mail to the shopper where that is what Stripe refuses", () => {
    expect(withoutOptionalDetails(PURCHASE, "customer_email")?.email).toBeNull()
  })

  it.each([
    "line_items",
    "line_items[0][price_data][unit_amount]",
    "payment_intent_data[capture_method]",
    "custom_text[submit][message]",
    null,
  ])("is no reason to leave out anything when it is about %s", (param) => {
    expect(withoutOptionalDetails(PURCHASE, param)).toBeNull()
  })
})
