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

/** The limits themselves are allowed; one more of anything is not. */
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
  describe("what merchants write", () => {
    describeRefusals(METADATA, refusedMetadata, create)
    describeRefusals(STATEMENT_DESCRIPTORS, refusedDescriptors, create)
    describeRefusals(CUSTOM_FIELDS, refusedFields, create)
  })

  describe("limits", () => {
    for (const [source, sentence, changes] of accepted) {
      behavior(source, sentence, async () => {
        expect((await create(changes)).status).toBe("open")
      })
    }
  })
}
