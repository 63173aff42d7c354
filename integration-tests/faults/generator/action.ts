/** What people do with a checkout. It may fail, because the shop or Stripe may be failing; nobody has to retry. */
import type { AsyncCommand } from "fast-check"
import { waitUntil } from "../../support/wait-until"
import type { PlacedSale, Sale } from "../sale"
import { type Checkout, type CheckoutModel, findPlaced } from "./checkout"

export type Attempt = (
  checkout: Checkout,
  model: CheckoutModel
) => Promise<unknown>

/** A fast-check command; its failure is not a failure of the shop. */
export class Action implements AsyncCommand<CheckoutModel, Checkout> {
  readonly name: string
  private readonly progress: CheckoutModel["progress"]
  private readonly attempt: Attempt

  constructor(
    name: string,
    progress: CheckoutModel["progress"],
    attempt: Attempt
  ) {
    this.name = name
    this.progress = progress
    this.attempt = attempt
  }

  check(model: Readonly<CheckoutModel>): boolean {
    return model.progress === this.progress
  }

  async run(model: CheckoutModel, checkout: Checkout): Promise<void> {
    await checkout.waitForShop()
    try {
      await this.attempt(checkout, model)
      checkout.trace.push(this.name)
    } catch (error) {
      checkout.trace.push(`${this.name}: ${describe(error)}`)
    }
  }

  toString(): string {
    return this.name
  }
}

/** Without stacks and pages. */
function describe(error: unknown): string {
  const [first = "", ...rest] = String(error).split("\n")
  const cause = rest.find((line) => line.includes("[cause]: "))
  return [first, cause?.trim() ?? ""].join(" ").trim()
}

export function saleOf({ sale }: Checkout): Sale {
  if (!sale) throw new Error("There is no sale yet")
  return sale
}

/** Merchants act on orders that they see, so they wait for it, though not for long and not twice. */
const PATIENCE = { timeoutMs: 3_000, everyMs: 100 }

export async function orderOf(checkout: Checkout): Promise<PlacedSale> {
  const { isOrderMissing } = checkout
  checkout.isOrderMissing = true
  const placed = isOrderMissing
    ? await findPlaced(checkout)
    : await waitUntil("the order", () => findPlaced(checkout), PATIENCE)
  if (!placed) throw new Error("there is no order yet")
  checkout.isOrderMissing = false
  return placed
}

/** Moving money makes the outcome depend on timing, even if the response is lost. */
export function onOrder(
  name: string,
  attempt: (checkout: Checkout, placed: PlacedSale) => Promise<unknown>
): Action {
  return new Action(name, "paid", async (checkout, model) => {
    const placed = await orderOf(checkout)
    model.isContested = true
    await attempt(checkout, placed)
  })
}
