/**
 * Query and bodies of the routes for payments without an order.
 */
import { z } from "@medusajs/framework/zod"

import { requestId } from "../orders/validators"
import { pageQuery } from "../page-query"

export const ListPaymentsWithoutOrder = z.strictObject(pageQuery)
export type ListPaymentsWithoutOrder = z.infer<typeof ListPaymentsWithoutOrder>

export const RequestBeforeOrder = z.strictObject({ request_id: requestId })
export type RequestBeforeOrder = z.infer<typeof RequestBeforeOrder>
