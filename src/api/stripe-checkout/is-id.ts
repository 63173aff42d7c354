/** The characters of Medusa's and Stripe's ids. Postgres refuses some others. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && /^[\w-]{1,255}$/.test(value)
}
