import type Stripe from "stripe"
import { exclusive, invalidRequest } from "../api/stripe-error"
import { checkEmail } from "./address-rules"

type CreateParams = Stripe.Checkout.SessionCreateParams

/** The parameters about who pays. */
export function checkCustomer(params: CreateParams): void {
  const { customer, customer_email: email } = params
  if (customer !== undefined && email !== undefined) {
    throw exclusive(["customer", "customer_email"])
  }
  if (customer !== undefined && params.customer_creation !== undefined) {
    throw exclusive(["customer", "customer_creation"])
  }
  if (params.customer_update !== undefined && customer === undefined) {
    throw invalidRequest(
      "`customer_update` can only be used with `customer`.",
      { param: "customer_update" }
    )
  }
  checkEmail(email, "customer_email")
  checkCollectedData(params)
}

/** What the page collects must match what may be saved to the customer. */
function checkCollectedData(params: CreateParams): void {
  const { customer, customer_update: change = {} } = params
  if (
    change.shipping === "auto" &&
    params.shipping_address_collection === undefined
  ) {
    throw invalidRequest(
      "You cannot set `customer_update[shipping]` without `shipping_address_collection`.",
      { param: "customer_update[shipping]" }
    )
  }
  if (
    params.tax_id_collection?.enabled === true &&
    customer !== undefined &&
    change.name !== "auto"
  ) {
    throw invalidRequest(
      "Tax ID collection requires updating business name on the customer. To enable tax ID collection for an existing customer, please set `customer_update[name]` to `auto`.",
      { param: "tax_id_collection[enabled]" }
    )
  }
}
