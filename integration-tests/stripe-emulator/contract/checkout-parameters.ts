import type Stripe from "stripe"
import type { Source } from "./behavior"
import { behavior } from "./behavior"
import { describeRefusals } from "./refusals"
import { refusedLines } from "./refused-lines"
import {
  refusedNames,
  refusedSessions,
  refusedShipping,
} from "./refused-sessions"
import {
  refusedDescriptors,
  refusedFields,
  refusedMetadata,
} from "./refused-texts"
import type { Shop } from "./shop"
import { cart, line, openShop } from "./shop"

const CREATE: Source = { section: "Create a Checkout Session" }
const METADATA: Source = { section: "Metadata" }
const STATEMENT_DESCRIPTORS: Source = { section: "Statement descriptors" }
const CUSTOM_FIELDS: Source = { section: "Custom fields of Checkout" }

const text = (length: number) => "x".repeat(length)

/** Values exactly at the limit are accepted. */
const accepted: readonly (readonly [
  source: Source,
  sentence: string,
  params: object,
])[] = [
  [
    CREATE,
    "100 lines are accepted in payment mode",
    { line_items: Array(100).fill(line({ amount: 100 })) },
  ],
  [
    CREATE,
    "8 images of a product are accepted",
    {
      line_items: [
        {
          quantity: 1,
          price_data: {
            currency: "eur",
            unit_amount: 1000,
            product_data: {
              name: "Shirt",
              images: Array(8).fill("https://shop.example/a.png"),
            },
          },
        },
      ],
    },
  ],
  [
    CREATE,
    "a client_reference_id of 200 characters is accepted",
    { client_reference_id: text(200) },
  ],
  [
    CREATE,
    "manual capture for cards alone is accepted",
    {
      payment_intent_data: {},
      payment_method_options: { card: { capture_method: "manual" } },
    },
  ],
  [
    METADATA,
    "50 keys of 40 characters with values of 500 are accepted",
    {
      metadata: Object.fromEntries(
        Array.from({ length: 50 }, (_, index) => [
          `${text(38)}${index + 10}`,
          text(500),
        ])
      ),
    },
  ],
  [
    STATEMENT_DESCRIPTORS,
    "a suffix of 22 characters with a letter among them is accepted",
    {
      payment_intent_data: {
        statement_descriptor_suffix: `A${"1".repeat(21)}`,
      },
    },
  ],
]

export function describeCheckoutParameters(): void {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop()
  })
  afterAll(() => shop.close())

  const create = (
    changes: object
  ): Promise<Stripe.Response<Stripe.Checkout.Session>> =>
    shop.stripe.checkout.sessions.create(cart(changes))

  describe("names and values", () => {
    describeRefusals(CREATE, refusedNames, create)
  })
  describe("lines", () => {
    describeRefusals(CREATE, refusedLines, create)
  })
  describe("the session as a whole", () => {
    describeRefusals(CREATE, refusedSessions, create)
    describeRefusals(CREATE, refusedShipping, create)
  })
  describe("the merchant's texts", () => {
    describeRefusals(METADATA, refusedMetadata, create)
    describeRefusals(STATEMENT_DESCRIPTORS, refusedDescriptors, create)
    describeRefusals(CUSTOM_FIELDS, refusedFields, create)
  })

  describe("page settings that the session repeats", () => {
    behavior(
      CUSTOM_FIELDS,
      "a custom field is returned with all its keys and no value yet",
      async () => {
        const session = await create({
          custom_fields: [
            {
              key: "size",
              label: { type: "custom", custom: "Size" },
              type: "dropdown",
              dropdown: { options: [{ label: "Large", value: "L" }] },
            },
            {
              key: "motto",
              label: { type: "custom", custom: "Motto" },
              type: "text",
              optional: true,
              text: { maximum_length: 20 },
            },
          ],
        })
        expect(session.custom_fields).toEqual([
          {
            key: "size",
            label: { type: "custom", custom: "Size" },
            type: "dropdown",
            optional: false,
            dropdown: {
              default_value: null,
              options: [{ label: "Large", value: "L" }],
              value: null,
            },
          },
          {
            key: "motto",
            label: { type: "custom", custom: "Motto" },
            type: "text",
            optional: true,
            text: {
              default_value: null,
              maximum_length: 20,
              minimum_length: null,
              value: null,
            },
          },
        ])
      }
    )

    behavior(
      CREATE,
      "custom texts and the shipping countries are returned as they were sent",
      async () => {
        const session = await create({
          custom_text: { submit: { message: "Thank you" } },
          shipping_address_collection: { allowed_countries: ["DE", "FR"] },
        })
        expect(session.custom_text).toEqual({
          after_submit: null,
          shipping_address: null,
          submit: { message: "Thank you" },
          terms_of_service_acceptance: null,
        })
        expect(session.shipping_address_collection).toEqual({
          allowed_countries: ["DE", "FR"],
        })
      }
    )
  })

  describe("limits", () => {
    for (const [source, sentence, changes] of accepted) {
      behavior(source, sentence, async () => {
        expect((await create(changes)).status).toBe("open")
      })
    }
  })
}
