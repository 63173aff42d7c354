/**
 * The body of the route that configures a webhook endpoint.
 */
import { z } from "@medusajs/framework/zod"

export const ConfigureWebhookEndpoint = z.strictObject({
  /** The account's name in the options; without it, the first one. */
  account: z.string().max(100).optional(),
  action: z.enum(["repair", "rotate", "retire"]).default("repair"),
})
export type ConfigureWebhookEndpoint = z.infer<typeof ConfigureWebhookEndpoint>
