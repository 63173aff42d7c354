/**
 * Options that are web addresses. Messages never repeat the value: it may contain a password.
 */
import { z } from "@medusajs/framework/zod"

interface Address {
  /** The environment variable that usually feeds the option. */
  readonly variable: string
  readonly meaning: string
  readonly example: string
}

export const BACKEND: Address = {
  variable: "MEDUSA_BACKEND_URL",
  meaning: "the address at which shoppers' browsers reach Medusa",
  example: "https://api.shop.example",
}

export const STOREFRONT: Address = {
  variable: "STOREFRONT_URL",
  meaning: "the address of the storefront",
  example: "https://shop.example",
}

export const API_BASE: Address = {
  variable: "STRIPE_API_BASE",
  meaning: "the address of Stripe's API or of an emulator",
  example: "http://localhost:12111",
}

export function addressOption({ variable, meaning, example }: Address) {
  const remedy = `Set ${variable} to ${meaning}, e.g. ${example}.`
  return z
    .string({
      error: ({ input }) =>
        input === undefined || input === null
          ? `is missing. ${remedy}`
          : `must be a string. ${remedy}`,
    })
    .superRefine((value, context) => {
      const problem = value === "" ? "is empty" : findAddressProblem(value)
      if (problem) {
        context.addIssue({ code: "custom", message: `${problem}. ${remedy}` })
      }
    })
}

/** Paths are appended to the address, so nothing may follow its own path. */
function findAddressProblem(value: string): string | null {
  if (/\s/.test(value)) {
    return "must not contain spaces or line breaks"
  }
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) {
    return "must be an absolute http(s) address"
  }
  const { username, password } = new URL(value)
  if (username !== "" || password !== "") {
    return "must not contain a user name or a password"
  }
  return /[?#]/.test(value)
    ? "must not contain a query (?) or a fragment (#), because paths are appended to it"
    : null
}
