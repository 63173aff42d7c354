import type {
  CreatePromotionDTO,
  MedusaContainer,
} from "@medusajs/framework/types"
import { createPromotionsWorkflow } from "@medusajs/medusa/core-flows"

const CODE = { type: "standard", status: "active" } as const

const PROMOTIONS: CreatePromotionDTO[] = [
  {
    ...CODE,
    code: "WELCOME10",
    application_method: {
      type: "percentage",
      target_type: "items",
      allocation: "across",
      value: 10,
    },
  },
  {
    ...CODE,
    code: "SHIPFREE",
    application_method: {
      type: "percentage",
      target_type: "shipping_methods",
      allocation: "across",
      value: 100,
    },
  },
  {
    ...CODE,
    code: "THANKS15",
    application_method: {
      type: "fixed",
      target_type: "order",
      allocation: "across",
      value: 15,
      currency_code: "eur",
    },
  },
]

/** Ten percent off the items, free delivery, and fifteen euros off, which does not apply to a cart in yen. */
export async function seedPromotionCodes(
  container: MedusaContainer
): Promise<void> {
  await createPromotionsWorkflow(container).run({
    input: { promotionsData: PROMOTIONS },
  })
}
