import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

import { resolveModule } from "./resolve-module"

/** The payments of a cart that could be paid at this moment. */
export const findOpenPagesStep = createStep(
  "find-open-pages",
  async ({ cart_id }: { cart_id: string }, { container }) =>
    new StepResponse(
      await resolveModule(container).payments.withOpenPage(cart_id)
    )
)
