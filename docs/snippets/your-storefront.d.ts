// What the snippets assume: Next.js, and the storefront they become part of.

declare module "next/navigation" {
  export function redirect(url: string): never
  export function useSearchParams(): URLSearchParams
}

declare module "@/lib/medusa" {
  import type Medusa from "@medusajs/js-sdk"
  import type { HttpTypes } from "@medusajs/types"

  export const sdk: Medusa
  export const backendUrl: string
  export const publishableKey: string
  export function readCart(): Promise<HttpTypes.StoreCart | null>
  export function readCartId(): string | null
  export function forgetCart(): void
}
